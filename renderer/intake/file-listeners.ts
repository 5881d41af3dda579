import { TileGaps, type TileGap } from './tile-gap.ts';

export type Landing =
  /** `onRow`: over a row of the product list. `gap`: position between tiles of its gallery. */
  | {
      readonly to: 'product';
      readonly productId: number;
      readonly name: string;
      readonly onRow: boolean;
      readonly gap: TileGap | null;
    }
  /** Each photo is matched to a product by its name. */
  | { readonly to: 'match' };

/**
 * `open`: product of the open gallery under the pointer. `hasTiles`: files can go between its images. `items`: files
 * and folders held; 0 where the system doesn't say.
 */
export interface OverWindow {
  readonly landing: Landing;
  readonly items: number;
  readonly open: string | null;
  readonly hasTiles: boolean;
}

export interface FileListener {
  /** The product whose gallery is open; null while the middle shows something else. */
  chosen(): { readonly productId: number; readonly name: string } | null;
  onOver(over: OverWindow | null): void;
  onFiles(landing: Landing, source: 'drop' | 'paste', files: readonly File[]): void;
}

/**
 * Listens for dropped and pasted files on the whole window. Native events, because react-aria's drop zone
 * hides `dataTransfer.files`, which also names folders. The default of every drop is prevented: the browser
 * would open the file. Rows accept drops by `data-drop-product` and `data-drop-name`. `main` belongs to the
 * open gallery, except for elements with `data-drop-match`. Anywhere else, photos are matched by name.
 * Returns a function that stops listening.
 */
export function listenForFiles(page: Window, listener: FileListener): () => void {
  let row: HTMLElement | null = null;
  let shown = '';
  const gaps = new TileGaps(page.document);

  function mark(next: HTMLElement | null): void {
    if (row === next) return;
    row?.removeAttribute('data-drop-here');
    next?.setAttribute('data-drop-here', '');
    row = next;
  }

  function show(over: OverWindow | null): void {
    const words = JSON.stringify(over);
    if (words === shown) return;
    shown = words;
    listener.onOver(over);
  }

  function clear(): void {
    mark(null);
    gaps.clear();
    show(null);
  }

  function over(event: DragEvent): void {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    const modal = isModalOpen(page.document);
    mark(modal ? null : rowUnder(event.target));
    if (event.dataTransfer) event.dataTransfer.dropEffect = modal ? 'none' : 'copy';
    const chosen = listener.chosen();
    const hasTiles = chosen !== null && gaps.hasTiles();
    const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file').length;
    show(modal ? null : { landing: landing(event), items, open: chosen?.name ?? null, hasTiles });
  }

  function leave(event: DragEvent): void {
    if (event.relatedTarget === null) clear();
  }

  function drop(event: DragEvent): void {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    const where = landing(event);
    const files = [...(event.dataTransfer?.files ?? [])];
    clear();
    if (files.length > 0 && !isModalOpen(page.document)) listener.onFiles(where, 'drop', files);
  }

  function landing(event: DragEvent): Landing {
    const at = landingAt(event.target, listener.chosen());
    if (at.to === 'match' || at.onRow || isModalOpen(page.document)) {
      gaps.clear();
      return at;
    }
    return { ...at, gap: gaps.at(event.clientX, event.clientY) };
  }

  function paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || isModalOpen(page.document)) return;
    event.preventDefault();
    const chosen = listener.chosen();
    const where: Landing = chosen ? { to: 'product', onRow: false, gap: null, ...chosen } : { to: 'match' };
    listener.onFiles(where, 'paste', files);
  }

  page.addEventListener('dragenter', over);
  page.addEventListener('dragover', over);
  page.addEventListener('dragleave', leave);
  page.addEventListener('drop', drop);
  page.addEventListener('paste', paste);
  return () => {
    clear();
    page.removeEventListener('dragenter', over);
    page.removeEventListener('dragover', over);
    page.removeEventListener('dragleave', leave);
    page.removeEventListener('drop', drop);
    page.removeEventListener('paste', paste);
  };
}

function landingAt(target: EventTarget | null, chosen: ReturnType<FileListener['chosen']>): Landing {
  const row = rowUnder(target);
  if (row !== null) {
    const { dropProduct, dropName = '' } = row.dataset;
    return { to: 'product', productId: Number(dropProduct), name: dropName, onRow: true, gap: null };
  }
  const inMiddle = target instanceof Element && target.closest('main,[data-drop-gallery]') !== null;
  const onMatch = target instanceof Element && target.closest('[data-drop-match]') !== null;
  if (chosen === null || !inMiddle || onMatch) return { to: 'match' };
  return { to: 'product', productId: chosen.productId, name: chosen.name, onRow: false, gap: null };
}

function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

function rowUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-drop-product]') : null;
}

function isModalOpen(page: Document): boolean {
  return page.querySelector('[role="dialog"],[role="alertdialog"]') !== null;
}
