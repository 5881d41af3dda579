import { readFile, stat, writeFile } from 'node:fs/promises';
import type { BrowserWindow, Clipboard, Dialog, Shell } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { no, ok, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { readTileKey } from '../../shared/tile-key.ts';
import type { App } from '../app.ts';
import type { FilesToDrag } from '../gallery/tile-files.ts';
import { reportName, saveReport } from '../batches/csv-report.ts';
import {
  chooseLabelsPath,
  chooseListPath,
  choosePaths,
  choosePicturePath,
  chooseReportPath,
  chooseSettingsFile,
  chooseSettingsPath,
} from './dialogs.ts';
import type { DataFolderMover } from './data-folder-mover.ts';
import { openLink, openProductPage } from './links.ts';
import { printLabels } from './print-labels.ts';
import { maxSettingsFile, readSettingsFile, settingsFile } from './settings-file.ts';

interface DesktopPorts {
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  shell: Pick<Shell, 'openExternal'>;
  clipboard: Pick<Clipboard, 'writeText'>;
  /** Null if the data folder was named at the start. */
  mover: DataFolderMover | null;
  writePicture(png: Uint8Array<ArrayBuffer>): Promise<void>;
  startDrag(window: BrowserWindow, files: FilesToDrag): void;
  /** The parent of dialogs. */
  window(): BrowserWindow | null;
}

/** Adds the calls that need a dialog or a browser. */
export function withDesktopHandlers(
  app: Pick<
    App,
    | 'handlers'
    | 'addFiles'
    | 'exportAlts'
    | 'importAlts'
    | 'currentStoreHash'
    | 'hotFolders'
    | 'labelledProducts'
    | 'outbox'
    | 'pictureOf'
    | 'settings'
    | 'tileFiles'
    | 'version'
    | 'productAddress'
    | 'productTexts'
  >,
  { clipboard, dialog, mover, shell, startDrag, window, writePicture }: DesktopPorts,
): Handlers {
  let drags = 0;
  let prepared: { dragId: number; files: FilesToDrag } | null = null;
  return {
    ...app.handlers,
    'app.openLink': ({ link }) => openLink(shell, link, app.currentStoreHash()),
    'app.exportSettings': async () => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseSettingsPath(dialog, owner);
      if (path === null) return ok({ saved: false });
      try {
        await writeFile(path, settingsFile(app.settings(), app.version));
        return ok({ saved: true });
      } catch {
        return no(reason('settings-not-saved'));
      }
    },
    'app.importSettings': async () => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseSettingsFile(dialog, owner);
      if (path === null) return ok({ imported: null });
      const read = await readSettings(path);
      if (!read.ok) return read;
      const changed = await app.handlers['app.changeSettings'](read.value.settings);
      return changed.ok ? ok({ imported: { leftOut: read.value.leftOut } }) : changed;
    },
    'app.chooseDataFolder': async () => {
      const owner = window();
      if (!owner) return no(noWindow);
      return mover === null ? no(reason('move-not-possible')) : await mover.choose(owner);
    },
    'app.moveDataFolder': async () => (mover === null ? no(reason('move-not-possible')) : await mover.move()),
    'intake.choose': async ({ storeId, productId, kind, before }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const paths = await choosePaths(dialog, owner, kind);
      if (paths.length === 0) return ok({ batchId: null });
      const added = app.addFiles({ storeId, productId, source: 'dialog' }, paths, { before });
      return added.ok ? ok({ batchId: added.value.batchId }) : added;
    },
    'gallery.download': async ({ storeId, productId, key }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const named = readTileKey(key);
      const picture = named?.type === 'image' ? await app.pictureOf(storeId, productId, named.id) : null;
      if (!picture) return no(notThere);
      const path = await choosePicturePath(dialog, owner, picture.name);
      if (path === null) return ok({ saved: false });
      try {
        await writeFile(path, picture.bytes);
        return ok({ saved: true });
      } catch {
        return no(notSaved);
      }
    },
    'gallery.copyImage': async ({ key, ...target }) => {
      const png = await app.tileFiles.png(target, key);
      if (png === null) return no(notThere);
      await writePicture(png);
      return ok(null);
    },
    'gallery.prepareDrag': async ({ keys, ...target }) => {
      drags += 1;
      const dragId = drags;
      const files = await app.tileFiles.toDrag(target, keys);
      if (!files.ok) return files;
      // A later drag has begun meanwhile.
      if (dragId === drags) prepared = { dragId, files: files.value };
      return ok({ dragId });
    },
    'gallery.startDrag': ({ dragId }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      if (prepared?.dragId !== dragId) return no(reason('drag-not-ready'));
      startDrag(owner, prepared.files);
      return ok(null);
    },
    'hotFolders.choose': async ({ storeId }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const [path] = await choosePaths(dialog, owner, 'hot-folder');
      return ok({ hotFolderId: path === undefined ? null : await app.hotFolders.add(storeId, path) });
    },
    'products.openPage': ({ storeId, productId, page }) =>
      openProductPage(shell, page, app.productAddress(storeId, productId)),
    'products.copy': async ({ storeId, productId, what }) => {
      const { sku, imageUrl } = app.productTexts(storeId, productId);
      const text = what === 'sku' ? sku : imageUrl;
      if (text === '') return no(reason('nothing-to-copy'));
      await clipboard.writeText(text);
      return ok(null);
    },
    'products.printLabels': async ({ storeId, productIds }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseLabelsPath(dialog, owner);
      if (path === null) return ok({ labels: null });
      return await printLabels(app.labelledProducts(storeId, productIds), path);
    },
    'alts.writeList': async ({ storeId, rows }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseReportPath(dialog, owner, text('dialogs.altsName'));
      return path === null ? ok({ rows: null }) : app.exportAlts(storeId, rows, path);
    },
    'alts.readList': async ({ storeId }) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseListPath(dialog, owner);
      if (path === null) return ok({ list: null });
      const list = await app.importAlts(storeId, path);
      return list.ok ? ok({ list: list.value }) : list;
    },
    'outbox.report': async (of) => {
      const owner = window();
      if (!owner) return no(noWindow);
      const path = await chooseReportPath(dialog, owner, reportName(Date.now()));
      return path === null ? ok({ rows: null }) : saveReport(app.outbox, of, path);
    },
  };
}

async function readSettings(path: string): Promise<ReturnType<typeof readSettingsFile>> {
  try {
    const { size } = await stat(path);
    return size > maxSettingsFile
      ? no(reason('settings-file-foreign'))
      : readSettingsFile(await readFile(path, 'utf8'));
  } catch {
    return no(reason('settings-file-foreign'));
  }
}

const notThere: Reason = reason('picture-not-had');

const notSaved: Reason = reason('picture-not-saved');

const noWindow: Reason = reason('no-window');
