import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/**
 * Reports changes in folders. Each folder is watched separately: on Linux, Node's recursive watching walks the whole
 * tree without yielding to the event loop, and a drive may be slow.
 */
export class FolderEvents {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: (path: string) => void;

  /** `onChange`: called with the path of what was added, removed or changed. */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches a folder, anew if another has taken its place. If the system refuses, its changes are not reported. */
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
      // The periodic listing finds what no event reported.
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
