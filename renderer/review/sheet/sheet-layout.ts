import type { ReviewOutline, ReviewSection } from '../../../shared/review.ts';

/** Layout of the contact sheet: headings, tiles in columns, the stage and the stacks of its sets. In pixels. Pure. */

/** The rows of the review from `from`, `to` excluded, in one piece of the sheet. */
export interface Block {
  readonly type: 'section' | 'product' | 'tiles' | 'sets';
  readonly section: ReviewSection;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly height: number;
  /** Of a tile. */
  readonly tileHeight: number;
}

export interface SheetLayout {
  readonly blocks: readonly Block[];
  /** Indexes of the headings of sets. */
  readonly sets: readonly number[];
  /** How many rows there are. */
  readonly count: number;
  readonly columns: number;
  /** Of a tile and its picture. */
  readonly width: number;
  readonly total: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const sheetPad = 20;
export const sheetGap = 16;
/** At the end of a line, beside the 12 px of the scroll bar. */
const padEnd = 8;
const headingHeights = { section: 48, product: 56 };
/** Under the last tiles, for the floating bar. */
const endMargin = 64;
/** Name and stars below a picture. */
const caption = 52;
/** The product of a photo that has none yet, or why a file is skipped. */
const captionLine = 28;

/** Below this width the decision stands under the frames of its set. */
export const narrowStage = 760;
export const stackHeight = 84;
const stackMargin = 12;

/** What of `room` a row of tiles takes. */
export function tilesWidthIn(room: number): number {
  return room - sheetPad - padEnd;
}

export function stageHeight(room: number): number {
  return room < narrowStage ? 352 : 200;
}

/** Layout of rows in `room`. Pictures are `edge` wide, or up to half as much more. */
export function sheetLayout({ headings, total }: ReviewOutline, room: number, edge: number): SheetLayout {
  const inner = Math.max(edge, tilesWidthIn(room));
  const columns = Math.max(1, Math.floor((inner + sheetGap) / (edge + sheetGap)));
  const width = Math.min(Math.floor(edge * 1.5), Math.floor((inner - (columns - 1) * sheetGap) / columns));
  const blocks: Block[] = [];
  const sets: number[] = [];
  let top = 4;
  const add = (block: Omit<Block, 'top' | 'tileHeight'>, tileHeight = 0): void => {
    blocks.push({ ...block, top, tileHeight });
    top += block.height;
  };
  headings.forEach(({ index, row, section }, at) => {
    const to = headings[at + 1]?.index ?? total;
    if (row === 'set') {
      sets.push(index);
      const last = blocks.at(-1);
      if (last?.type === 'sets') blocks[blocks.length - 1] = { ...last, to };
      else {
        const height = stageHeight(room) + stackMargin + stackHeight + sheetGap;
        add({ type: 'sets', section, from: index, to, height });
      }
      return;
    }
    add({ type: row, section, from: index, to: index + 1, height: headingHeights[row] });
    if (to === index + 1) return;
    const tileHeight = width + caption + (section === 'ready' ? 0 : captionLine);
    const lines = Math.ceil((to - index - 1) / columns);
    const height = lines * (tileHeight + sheetGap);
    add({ type: 'tiles', section, from: index + 1, to, height }, tileHeight);
  });
  return { blocks, sets, count: total, columns, width, total: top + endMargin };
}

/** The block that holds a row. */
export function blockOf({ blocks }: SheetLayout, index: number): Block | null {
  return find(blocks, ({ to }) => to > index);
}

/** Where a row is drawn; of a row in a set, the place of all sets. */
export function boxOf(layout: SheetLayout, index: number): Box | null {
  const block = blockOf(layout, index);
  return block && boxIn(layout, block, index);
}

export function boxIn({ columns, width }: SheetLayout, block: Block, index: number): Box {
  const { type, from, top, height, tileHeight } = block;
  if (type !== 'tiles') return { x: sheetPad, y: top, width: lineWidth(columns, width), height };
  const at = index - from;
  return {
    x: sheetPad + (at % columns) * (width + sheetGap),
    y: top + Math.floor(at / columns) * (tileHeight + sheetGap),
    width,
    height: tileHeight,
  };
}

function lineWidth(columns: number, width: number): number {
  return columns * (width + sheetGap) - sheetGap;
}

/** The rows to draw between two heights, block by block, with the lines just outside. */
export function shownBlocks(
  { blocks, columns }: SheetLayout,
  top: number,
  bottom: number,
): { block: Block; first: number; last: number }[] {
  const start = find(blocks, (block) => block.top + block.height > top);
  const shown = start === null ? [] : blocks.slice(blocks.indexOf(start));
  return shown
    .filter((block) => block.top < bottom)
    .map((block) => {
      if (block.type !== 'tiles') return { block, first: block.from, last: block.to };
      const step = block.tileHeight + sheetGap;
      const line = Math.max(0, Math.floor((top - block.top) / step));
      const end = Math.ceil((bottom - block.top) / step);
      return {
        block,
        first: Math.min(block.to, block.from + line * columns),
        last: Math.min(block.to, block.from + Math.max(line, end) * columns),
      };
    });
}

/** The heading of the set that holds a row; null outside of sets. */
export function setOf({ sets, blocks }: SheetLayout, index: number): number | null {
  const block = find(blocks, ({ to }) => to > index);
  return block?.type === 'sets' ? (sets.findLast((heading) => heading <= index) ?? null) : null;
}

/**
 * The row that a key moves to; null for other keys. On the stage, Left and Right go along the frames of a set or along
 * the stacks, Up and Down change between the two.
 */
export function afterSheetKey(layout: SheetLayout, key: string, active: number, fit: number): number | null {
  const { count } = layout;
  if (count === 0) return null;
  const clamp = (index: number): number => Math.min(Math.max(index, 0), count - 1);
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowLeft':
      return clamp(aside(layout, active, -1));
    case 'ArrowRight':
      return clamp(aside(layout, active, 1));
    case 'ArrowUp':
      return clamp(above(layout, active));
    case 'ArrowDown':
      return clamp(below(layout, active));
    case 'PageUp':
    case 'PageDown': {
      let index = active;
      const lines = Math.max(1, fit);
      for (let n = 0; n < lines; n += 1)
        index = key === 'PageUp' ? above(layout, index) : below(layout, index);
      return clamp(index);
    }
    default:
      return null;
  }
}

/** Along the stacks, when a set's heading is active; else to the row before or after. */
function aside(layout: SheetLayout, active: number, by: 1 | -1): number {
  const { sets } = layout;
  const at = sets.indexOf(active);
  if (at === -1) {
    // The frames of a set are a line of their own.
    const heading = setOf(layout, active);
    const isEdge = heading !== null && (active + by === heading || setOf(layout, active + by) !== heading);
    return isEdge ? active : active + by;
  }
  return sets[at + by] ?? active;
}

function above(layout: SheetLayout, active: number): number {
  const block = blockOf(layout, active);
  if (block === null) return active - 1;
  if (block.type === 'sets') {
    const heading = setOf(layout, active);
    // From a stack to the first frame of its set, from there to the heading of the section.
    if (heading === active && active + 1 < block.to && !layout.sets.includes(active + 1)) return active + 1;
    return block.from - 1;
  }
  if (block.type !== 'tiles') return lastLine(layout, block.from - 1, 0);
  const column = (active - block.from) % layout.columns;
  const line = Math.floor((active - block.from) / layout.columns);
  return line > 0 ? active - layout.columns : lastLine(layout, block.from - 1, column);
}

function below(layout: SheetLayout, active: number): number {
  const block = blockOf(layout, active);
  if (block === null) return active + 1;
  if (block.type === 'sets') {
    const heading = setOf(layout, active);
    return heading !== null && heading !== active ? heading : block.to;
  }
  if (block.type !== 'tiles') return firstLine(layout, block.to, active);
  const { columns } = layout;
  const last = block.to - 1;
  if (active + columns <= last) return active + columns;
  const isOnLastLine =
    Math.floor((active - block.from) / columns) === Math.floor((last - block.from) / columns);
  return isOnLastLine ? Math.min(block.to, layout.count - 1) : last;
}

/** The row in a column of the last line of what ends with `index`. */
function lastLine(layout: SheetLayout, index: number, column: number): number {
  const block = blockOf(layout, index);
  if (block === null || index < 0) return 0;
  if (block.type === 'sets') return layout.sets[0] ?? index;
  if (block.type !== 'tiles') return index;
  const line = Math.floor((index - block.from) / layout.columns);
  return Math.min(index, block.from + line * layout.columns + column);
}

/** Into the sets from above: the first frame of the first set, else its stack. */
function firstLine(layout: SheetLayout, index: number, active: number): number {
  if (index >= layout.count) return active;
  const isFrame = layout.sets.includes(index) && index + 1 < layout.count && !layout.sets.includes(index + 1);
  return isFrame && setOf(layout, index + 1) === index ? index + 1 : index;
}

/** The first block that a condition holds for, which holds for all behind it, too. */
function find(blocks: readonly Block[], isBehind: (block: Block) => boolean): Block | null {
  let [from, to] = [0, blocks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const block = blocks[middle];
    if (block !== undefined && isBehind(block)) to = middle;
    else from = middle + 1;
  }
  return blocks[from] ?? null;
}
