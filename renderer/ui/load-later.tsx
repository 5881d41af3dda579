import { useEffect, useState, type ComponentType } from 'react';

/** A component whose code is a file of its own. */
export interface LoadedLater<Props> {
  (props: Props): React.JSX.Element | null;
  /** Loads the code ahead of its first use. */
  load(): Promise<unknown>;
}

/**
 * Keeps the code of a screen out of what the window loads before it is usable. Until the code is there, nothing is
 * shown; once it is, the component renders at once.
 */
export function loadLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LoadedLater<Props> {
  let code: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const loadOnce = (): Promise<ComponentType<Props>> =>
    (loading ??= load().then((loaded) => (code = loaded)));

  function Later(props: Props) {
    const [Component, setComponent] = useState(() => code);
    useEffect(() => {
      if (Component === null) void loadOnce().then((loaded) => setComponent(() => loaded));
    }, [Component]);
    return Component === null ? null : <Component {...props} />;
  }
  return Object.assign(Later, { load: loadOnce });
}
