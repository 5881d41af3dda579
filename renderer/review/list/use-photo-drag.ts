import { useEffect, useState, type DragEvent as ReactDragEvent } from 'react';
import { dropPlace, itemAt, type DropPlace, type RowAt } from './review-rows.ts';

/** Data type that identifies a drag of review photos. */
const photosType = 'application/x-packshot-photos';

/** The drop position to draw: a line above row `line`, or the whole of row `row`. */
export interface DropSign {
  readonly line: number | null;
  readonly row: number | null;
}

function productUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('nav [data-drop-product]') : null;
}

/** A row under the pointer; `below`: on the half of it that is behind. */
export interface RowUnder {
  readonly index: number;
  readonly below: boolean;
}

interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

/** In a list of rows of one height. */
export function rowInList(scroller: HTMLElement, { clientY }: Point, rowHeight: number): RowUnder {
  const at = (clientY - scroller.getBoundingClientRect().top + scroller.scrollTop) / rowHeight;
  return { index: Math.floor(at), below: at % 1 > 0.5 };
}

/** On the contact sheet. */
const tileGap = 10;

export function tileUnder({ clientX, clientY }: Point): RowUnder | null {
  // The line of the drop stands in the gap between two tiles.
  const [tile] = [0, -tileGap, tileGap].flatMap(
    (by) => document.elementFromPoint(clientX + by, clientY)?.closest<HTMLElement>('[data-index]') ?? [],
  );
  if (!tile) return null;
  const { left, width } = tile.getBoundingClientRect();
  return { index: Number(tile.dataset['index']), below: clientX > left + width / 2 };
}

export function dropSign(place: DropPlace, rowAt: RowAt, index: number, below: boolean): DropSign {
  if (place.at === 'choose' || rowAt(index)?.row !== 'item') return { line: null, row: index };
  return { line: below ? index + 1 : index, row: null };
}

interface Options {
  readonly scroller: HTMLElement | null;
  readonly rowUnder: (scroller: HTMLElement, point: Point) => RowUnder | null;
  readonly rowAt: RowAt;
  /** The photos that are dragged together with this one. */
  readonly companions: (itemId: number) => readonly number[];
  readonly onDrop: (itemIds: readonly number[], place: DropPlace) => void;
  readonly onDropOnProduct: (itemIds: readonly number[], productId: number, name: string) => void;
}

/** Drags photos to another position, another product, or a product of the left list. */
export function usePhotoDrag({ scroller, rowUnder, rowAt, companions, onDrop, onDropOnProduct }: Options) {
  const [dragged, setDragged] = useState<readonly number[] | null>(null);
  const [sign, setSign] = useState<DropSign | null>(null);

  useEffect(() => {
    if (dragged === null) return undefined;
    let lit: HTMLElement | null = null;
    const light = (row: HTMLElement | null): void => {
      if (row === lit) return;
      lit?.removeAttribute('data-drop-here');
      row?.setAttribute('data-drop-here', '');
      lit = row;
    };
    const over = (event: DragEvent): void => {
      const row = productUnder(event.target);
      light(row);
      if (row === null) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
    };
    const drop = (event: DragEvent): void => {
      const row = productUnder(event.target);
      light(null);
      if (row === null) return;
      event.preventDefault();
      onDropOnProduct(dragged, Number(row.dataset['dropProduct']), row.dataset['dropName'] ?? '');
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      light(null);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [dragged, onDropOnProduct]);

  function placeUnder(event: ReactDragEvent): { place: DropPlace; sign: DropSign } | null {
    if (scroller === null || !event.dataTransfer.types.includes(photosType)) return null;
    const under = rowUnder(scroller, event);
    if (under === null) return null;
    const { index, below } = under;
    const place = dropPlace(rowAt, index, below);
    return place && { place, sign: dropSign(place, rowAt, index, below) };
  }

  const end = (): void => {
    setDragged(null);
    setSign(null);
  };

  return {
    sign,
    dragged,
    handlers: {
      onDragStart: (event: ReactDragEvent) => {
        if (scroller === null) return;
        const item = itemAt(rowAt, rowUnder(scroller, event)?.index ?? -1);
        if (item === null || item.unusable !== null) {
          event.preventDefault();
          return;
        }
        event.dataTransfer.setData(photosType, String(item.id));
        event.dataTransfer.effectAllowed = 'move';
        setDragged(companions(item.id));
      },
      onDragOver: (event: ReactDragEvent) => {
        const under = placeUnder(event);
        if (under !== null) {
          event.preventDefault();
          event.dataTransfer.dropEffect = 'move';
        }
        setSign((before) =>
          before?.line === under?.sign.line && before?.row === under?.sign.row
            ? before
            : (under?.sign ?? null),
        );
      },
      onDragLeave: (event: ReactDragEvent) => {
        const inside =
          event.relatedTarget instanceof Node && scroller?.contains(event.relatedTarget) === true;
        if (!inside) setSign(null);
      },
      onDrop: (event: ReactDragEvent) => {
        const under = placeUnder(event);
        if (under !== null && dragged !== null) {
          event.preventDefault();
          onDrop(dragged, under.place);
        }
        end();
      },
      onDragEnd: end,
    },
  };
}
