import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells of changes inside folders, each of which is watched by itself. Node's own watching of whole trees walks them on
 * Linux without giving the event loop a turn, and a drive may be slow.
 */
export class FolderEvents {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: (path: string) => void;

  /** `onChange`: gets the path of what came, went or changed. */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches a folder from now on; another folder may have come in its place. If the system refuses, nothing is told of it. */
  add(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    try {
      const watcher = watch(folder, { persistent: false }, (_type, name) => {
        if (name !== null) this.#onChange(join(folder, name));
      });
      watcher.on('error', () => watcher.close());
      this.#watchers.set(folder, watcher);
    } catch {
      // A listing now and then finds what no event told of.
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
