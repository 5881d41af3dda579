import { useEffect, useState, type ComponentType } from 'react';

/** A component whose code is a file of its own. */
export interface LoadedLater<Props> {
  (props: Props): React.JSX.Element | null;
  /** Loads the code ahead of its first use. */
  load(): Promise<unknown>;
}

/**
 * Keeps the code of a screen out of what the window loads before it is usable. Until the code is there, nothing is
 * shown; once it is, the component renders at once. `onFailed`: its file can't be read, for example after an update.
 */
export function loadLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  onFailed: () => void,
): LoadedLater<Props> {
  let code: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const loadOnce = (): Promise<ComponentType<Props>> =>
    (loading ??= load().then(
      (loaded) => (code = loaded),
      (error: unknown) => {
        // Asked for again when it is shown the next time.
        loading = null;
        throw error;
      },
    ));

  function Later(props: Props) {
    const [Component, setComponent] = useState(() => code);
    useEffect(() => {
      if (Component === null) loadOnce().then((loaded) => setComponent(() => loaded), onFailed);
    }, [Component]);
    return Component === null ? null : <Component {...props} />;
  }
  return Object.assign(Later, { load: loadOnce });
}
