import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageNames, parsePage } from '../renderer/manual/parse-page.ts';

const module = 'virtual:manual';
const resolved = `\0${module}`;

/** The pages of the manual as data, so that the window needs no Markdown. A plugin of Vite; `root`: of the project. */
export const manualPages = (root: string) => ({
  name: 'manual-pages',
  resolveId: (id: string) => (id === module ? resolved : null),
  load(this: { addWatchFile(path: string): void }, id: string) {
    if (id !== resolved) return null;
    const read = (name: string): string => {
      const path = join(root, 'docs/manual', `${name}.md`);
      this.addWatchFile(path);
      return readFileSync(path, 'utf8');
    };
    const pages = pageNames(read('README')).map((name) => parsePage(name, read(name)));
    return `export default ${JSON.stringify(pages)};`;
  },
});
