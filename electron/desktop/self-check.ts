import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { reason, sentenceOf } from '../../shared/messages/reason.ts';
import type { Finding } from '../../shared/model.ts';
import { no } from '../../shared/outcome.ts';

/** `scripts/electron-check.mjs` reads these lines: each step as it starts, and the final success. */
export const selfCheckLine = (step: string): string => `packshot self-check: ${step}\n`;
const selfCheckPassed = 'passed';

export interface SelfCheck {
  contents: Pick<WebContents, 'debugger' | 'executeJavaScript' | 'on' | 'send'>;
  deltaChannel: string;
  /** For a file that is dropped. */
  folder: string;
  /** Resolves to the path that the page's call brings: see `withDropReported`. */
  dropped: Promise<string>;
  examine(): Promise<Finding[]>;
  tell(step: string): void;
}

/** One line of JSON on the standard output, the last one. */
interface SelfCheckResult {
  passed: boolean;
  /** What failed, in one sentence; null if nothing did. */
  why: string | null;
  findings: { id: Finding['id']; verdict: Finding['verdict']; sentence: string }[];
}

/**
 * Proves in a running app that its page draws, that calls go both ways, that a dropped file comes with its path, and
 * that database, keychain, picture decoders, proxy and certificates work beside this Electron. Resolves to what it
 * found; rejects with the reason where the page doesn't answer. It takes no time limit: whoever starts the app sets
 * one.
 *
 * A crash is the failure to expect: libvips brings its own GLib, and Electron loads the system's on Linux
 * (electron#46323).
 */
export async function selfCheck({
  contents,
  deltaChannel,
  folder,
  dropped,
  examine,
  tell,
}: SelfCheck): Promise<SelfCheckResult> {
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
  tell('dropped file');
  const file = join(folder, 'self-check.jpg');
  await writeFile(file, '');
  await giveFile(contents, file);
  if ((await dropped) !== file) throw new Error('a dropped file came without its path');
  tell('computer');
  const found = await examine();
  const findings = found.map(({ id, verdict, text }) => ({ id, verdict, sentence: sentenceOf(text) }));
  const broken = findings.find(({ verdict }) => verdict === 'problem');
  if (broken !== undefined) return { passed: false, why: `${broken.id}: ${broken.sentence}`, findings };
  tell(selfCheckPassed);
  return { passed: true, why: null, findings };
}

/** These handlers, but files given to the page are told instead of being taken in. */
export function withDropReported(handlers: Handlers, tell: (path: string) => void): Handlers {
  return {
    ...handlers,
    'intake.add': ({ files: [first] }) => {
      tell(first !== undefined && 'path' in first ? first.path : '');
      return no(reason('unknown-store'));
    },
  };
}

/** As a drop would: a `File` with a path comes only from the system or, here, from the debugger's protocol. */
async function giveFile(contents: SelfCheck['contents'], path: string): Promise<void> {
  contents.debugger.attach('1.3');
  try {
    const { result } = (await contents.debugger.sendCommand('Runtime.evaluate', {
      expression: makeInput,
    })) as {
      result: { objectId: string };
    };
    await contents.debugger.sendCommand('DOM.setFileInputFiles', {
      files: [path],
      objectId: result.objectId,
    });
    await contents.executeJavaScript(addFromInput);
  } finally {
    contents.debugger.detach();
  }
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

const makeInput = `window.selfCheckInput = Object.assign(document.createElement('input'), { type: 'file' })`;

const addFromInput = `window.packshot.intake
  .add({ storeId: 'self-check', productId: null, source: 'drop' }, [...window.selfCheckInput.files])
  .then(() => null)`;
