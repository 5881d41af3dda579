import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import { samplePictures } from '../pictures/sample-pictures.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** `scripts/electron-check.mjs` reads these lines: each step as it starts, and the final success. */
export const selfCheckLine = (step: string): string => `packshot self-check: ${step}\n`;
export const selfCheckPassed = 'passed';

export interface SelfCheck {
  contents: Pick<WebContents, 'executeJavaScript' | 'on' | 'send'>;
  deltaChannel: string;
  /** For the sample pictures. */
  folder: string;
  pictures: Pick<PicturePool, 'inspect'>;
  tell(step: string): void;
}

/**
 * Proves in a running app that its page draws, that calls go both ways, and that every picture decoder works beside this
 * Electron. Rejects with the reason where one doesn't. It takes no time limit: whoever starts the app sets one.
 *
 * A crash is the failure to expect: libvips brings its own GLib, and Electron loads the system's on Linux
 * (electron#46323).
 */
export async function selfCheck({
  contents,
  deltaChannel,
  folder,
  pictures,
  tell,
}: SelfCheck): Promise<void> {
  tell('page');
  await loaded(contents);
  await contents.executeJavaScript(pageIsDrawn);
  tell('call from the page');
  const answered: unknown = await contents.executeJavaScript(callMain);
  if (answered !== true) throw new Error('the page got no answer');
  tell('call to the page');
  await contents.executeJavaScript(listenForDelta);
  contents.send(deltaChannel, { revision: 0, changes: [] });
  await contents.executeJavaScript(deltaHeard);
  for (const [type, base64] of Object.entries(samplePictures)) {
    tell(`${type} picture`);
    const path = join(folder, `self-check.${type}`);
    await writeFile(path, Buffer.from(base64, 'base64'));
    const previewTo = `${path}.preview`;
    const inspected = await pictures.inspect(path, path, { previewTo });
    await rm(previewTo, { force: true });
    if (!inspected.ok) throw new Error(`${type}: ${sentenceOf(inspected.reason)}`);
  }
  tell(selfCheckPassed);
}

function loaded(contents: SelfCheck['contents']): Promise<void> {
  return new Promise((resolve, reject) => {
    contents.on('did-finish-load', () => resolve());
    contents.on('did-fail-load', (_event, _code, description) =>
      reject(new Error(`the page could not be loaded: ${description}`)),
    );
  });
}

// Run by `executeJavaScript`, which awaits promises (Electron's web-contents.md).

const pageIsDrawn = `new Promise((resolve) => {
  const root = document.getElementById('root');
  const look = () => root.childElementCount > 0 && resolve(null);
  new MutationObserver(look).observe(root, { childList: true });
  look();
})`;

const callMain = `window.packshot.app.snapshot({}).then(({ ok }) => ok)`;

/** The page ignores a delta of revision 0: it is older than any snapshot. */
const listenForDelta = `window.selfCheckDelta = new Promise((resolve) => {
  const stop = window.packshot.onDelta(({ revision }) => {
    if (revision !== 0) return;
    stop();
    resolve(null);
  });
}); null`;

const deltaHeard = 'window.selfCheckDelta';
