import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { gapAt, type Gap, type Geometry } from './grid-geometry.ts';

export interface Dragged {
  readonly ids: ReadonlySet<string>;
  readonly held: string;
  readonly gap: Gap | null;
}

interface Options {
  readonly scroller: HTMLElement | null;
  readonly geometry: Geometry;
  /** The tiles that are dragged together with this one. */
  readonly companions: (id: string) => ReadonlySet<string>;
  readonly onDrop: (ids: ReadonlySet<string>, index: number) => void;
  readonly onDropOnProduct: (ids: ReadonlySet<string>, productId: number, name: string) => void;
}

/** Pixels after which a press becomes a drag. */
const threshold = 5;
/** Zone at the edge that scrolls the gallery, and its maximum speed: pixels, and pixels per frame. */
const edge = 56;
const fastest = 18;

/**
 * Drags tiles with a mouse or pen to another position or onto a product of the list. The gallery scrolls at
 * its edge; Escape cancels. A finger scrolls instead: touch users move tiles with the menu.
 */
export function useTileDrag(options: Options) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const latest = useRef(options);
  const stop = useRef<(() => void) | null>(null);
  const endedAt = useRef(0);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => () => stop.current?.(), []);

  function onPointerDown(event: ReactPointerEvent, id: string): void {
    if (event.button !== 0 || event.pointerType === 'touch' || stop.current !== null) return;
    stop.current = follow({
      id,
      start: { x: event.clientX, y: event.clientY },
      latest: () => latest.current,
      ghost: () => ghost.current,
      show: setDragged,
      end: (moved) => {
        if (moved) endedAt.current = performance.now();
        stop.current = null;
      },
    });
  }

  return {
    dragged,
    ghost,
    onPointerDown,
    /** Whether a click only ends a drag. */
    justEnded: () => performance.now() - endedAt.current < 50,
  };
}

interface Follow {
  readonly id: string;
  readonly start: { readonly x: number; readonly y: number };
  latest(): Options;
  ghost(): HTMLElement | null;
  show(dragged: Dragged | null): void;
  end(moved: boolean): void;
}

/** Follows the pointer from press to release. Returns a function that stops it. */
function follow({ id, start, latest, ghost, show, end }: Follow): () => void {
  let at = start;
  let ids: ReadonlySet<string> | null = null;
  let gap: Gap | null = null;
  let product: HTMLElement | null = null;
  let frame = 0;

  function light(row: HTMLElement | null): void {
    if (row === product) return;
    product?.removeAttribute('data-drop-here');
    row?.setAttribute('data-drop-here', '');
    product = row;
  }

  function update(): void {
    if (ids === null) return;
    const element = ghost();
    if (element !== null) element.style.transform = `translate(${at.x + 12}px, ${at.y + 12}px)`;
    const { scroller, geometry } = latest();
    light(productAt(at.x, at.y));
    const next = scroller === null || product !== null ? null : gapUnder(scroller, geometry, at);
    if (next?.index === gap?.index && next?.x === gap?.x && next?.y === gap?.y) return;
    gap = next;
    show({ ids, held: id, gap });
  }

  function scroll(): void {
    frame = requestAnimationFrame(scroll);
    const { scroller } = latest();
    if (scroller === null || ids === null) return;
    const by = speedAt(scroller.getBoundingClientRect(), at);
    if (by === 0) return;
    scroller.scrollBy({ top: by });
    update();
  }

  function move(event: PointerEvent): void {
    at = { x: event.clientX, y: event.clientY };
    if (ids === null) {
      if (Math.hypot(at.x - start.x, at.y - start.y) < threshold) return;
      ids = latest().companions(id);
      show({ ids, held: id, gap: null });
      document.documentElement.dataset['dragging'] = '';
      frame = requestAnimationFrame(scroll);
    }
    update();
  }

  function up(): void {
    const { onDrop, onDropOnProduct } = latest();
    const onto = product;
    const moved = ids;
    const to = gap;
    finish();
    if (moved === null) return;
    if (onto !== null)
      onDropOnProduct(moved, Number(onto.dataset['dropProduct']), onto.dataset['dropName'] ?? '');
    else if (to !== null) onDrop(moved, to.index);
  }

  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || ids === null) return;
    event.preventDefault();
    event.stopPropagation();
    finish();
  }

  function finish(): void {
    cancelAnimationFrame(frame);
    light(null);
    delete document.documentElement.dataset['dragging'];
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', finish);
    window.removeEventListener('blur', finish);
    window.removeEventListener('keydown', key, true);
    show(null);
    end(ids !== null);
  }

  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', finish);
  window.addEventListener('blur', finish);
  window.addEventListener('keydown', key, true);
  return finish;
}

function gapUnder(scroller: HTMLElement, geometry: Geometry, { x, y }: { x: number; y: number }): Gap | null {
  const box = scroller.getBoundingClientRect();
  const over = x >= box.left && x <= box.right && y >= box.top - edge && y <= box.bottom + edge;
  return over ? gapAt(geometry, { x: x - box.left, y: y - box.top + scroller.scrollTop }) : null;
}

function speedAt(box: DOMRect, { x, y }: { x: number; y: number }): number {
  if (x < box.left || x > box.right) return 0;
  const above = Math.min(1, (box.top + edge - y) / edge);
  const below = Math.min(1, (y - box.bottom + edge) / edge);
  if (above > 0) return -Math.ceil(above * fastest);
  return below > 0 ? Math.ceil(below * fastest) : 0;
}

function productAt(x: number, y: number): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('nav [data-drop-product]') ?? null;
}
