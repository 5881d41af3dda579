/** Where files over the window would go. `name` is null when there is no product to take them. */
export interface Landing {
  readonly name: string | null;
  /** Over a row of the product list, rather than anywhere else. */
  readonly onRow: boolean;
}

export interface FileListener {
  chosen(): { readonly productId: number; readonly name: string } | null;
  onOver(landing: Landing | null): void;
  onFiles(productId: number, source: 'drop' | 'paste', files: readonly File[]): void;
}

/**
 * Listens for dropped and pasted files on the whole window. Native events, since `dataTransfer.files` names folders
 * too, which react-aria's drop zone hides; and every drop is refused to the browser, which would open the file.
 * A row takes drops by `data-drop-product` and `data-drop-name`. Answers a function that stops.
 */
export function listenForFiles(page: Window, listener: FileListener): () => void {
  let row: HTMLElement | null = null;
  let shown = '';

  function mark(next: HTMLElement | null): void {
    if (row === next) return;
    row?.removeAttribute('data-drop-here');
    next?.setAttribute('data-drop-here', '');
    row = next;
  }

  function show(landing: Landing | null): void {
    const words = JSON.stringify(landing);
    if (words === shown) return;
    shown = words;
    listener.onOver(landing);
  }

  function clear(): void {
    mark(null);
    show(null);
  }

  function over(event: DragEvent): void {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    const modal = isModalOpen(page.document);
    mark(modal ? null : rowUnder(event.target));
    const name = modal ? null : (row?.dataset['dropName'] ?? listener.chosen()?.name ?? null);
    if (event.dataTransfer) event.dataTransfer.dropEffect = name === null ? 'none' : 'copy';
    show(modal ? null : { name, onRow: row !== null });
  }

  function leave(event: DragEvent): void {
    if (event.relatedTarget === null) clear();
  }

  function drop(event: DragEvent): void {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    const target = rowUnder(event.target);
    const productId = target ? Number(target.dataset['dropProduct']) : (listener.chosen()?.productId ?? null);
    const files = [...(event.dataTransfer?.files ?? [])];
    clear();
    if (productId !== null && files.length > 0 && !isModalOpen(page.document)) {
      listener.onFiles(productId, 'drop', files);
    }
  }

  function paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    const chosen = listener.chosen();
    if (files.length === 0 || chosen === null || isModalOpen(page.document)) return;
    event.preventDefault();
    listener.onFiles(chosen.productId, 'paste', files);
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

function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

function rowUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-drop-product]') : null;
}

function isModalOpen(page: Document): boolean {
  return page.querySelector('[role="dialog"],[role="alertdialog"]') !== null;
}
