/** A piece of a line. `keys` are separated by spaces, as in `Shortcut`. A link leads to another page of the manual. */
export type Span =
  | { readonly type: 'text' | 'control' | 'code' | 'keys'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly page: string };

export type InlineText = readonly Span[];

export type Block =
  | { readonly type: 'paragraph'; readonly line: InlineText }
  | { readonly type: 'list'; readonly isNumbered: boolean; readonly lines: readonly InlineText[] }
  | {
      readonly type: 'table';
      readonly head: readonly InlineText[];
      readonly rows: readonly (readonly InlineText[])[];
    };

/** What stands below a heading. The first section has the page's own title. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** `name`: of its file, without the ending. */
export interface Page {
  readonly name: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

const spanPattern = /\*\*(.+?)\*\*|`(.+?)`|<kbd>(.+?)<\/kbd>|\[(.+?)\]\(([\w-]+)\.md\)/g;

/** Reads `**control**`, `` `code` ``, `<kbd>keys</kbd>` and links to pages beside this one. All else is text. */
export function parseLine(source: string): InlineText {
  const spans: Span[] = [];
  let at = 0;
  const add = (span: Span): void => void (span.text === '' || spans.push(span));
  for (const match of source.matchAll(spanPattern)) {
    const [whole, control, code, keys, text, page = ''] = match;
    add({ type: 'text', text: source.slice(at, match.index) });
    if (control !== undefined) add({ type: 'control', text: control });
    else if (code !== undefined) add({ type: 'code', text: code });
    else if (keys !== undefined) add({ type: 'keys', text: keys });
    else if (text !== undefined) add({ type: 'link', text, page });
    at = match.index + whole.length;
  }
  add({ type: 'text', text: source.slice(at) });
  return spans;
}

/**
 * Reads the part of Markdown that the manual uses: a title, headings of the second level, paragraphs, lists and tables.
 * A paragraph or an item is one line.
 */
export function parsePage(name: string, source: string): Page {
  const [title = '', ...rest] = source.split(/^## /m);
  const own = title.replace(/^# /, '').split('\n')[0]?.trim() ?? '';
  const sections = rest.map((part): Section => {
    const end = part.indexOf('\n');
    return { heading: part.slice(0, end).trim(), blocks: parseBlocks(part.slice(end)) };
  });
  const first = parseBlocks(title.slice(title.indexOf('\n')));
  return { name, title: own, sections: [{ heading: own, blocks: first }, ...sections] };
}

function parseBlocks(source: string): Block[] {
  return source
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseBlock);
}

function parseBlock(source: string): Block {
  const lines = source.split('\n');
  if (source.startsWith('|')) {
    const [head = [], , ...rows] = lines.map(parseRow);
    return { type: 'table', head, rows };
  }
  const item = /^(?:-|\d+\.) /;
  if (!item.test(source)) return { type: 'paragraph', line: parseLine(lines.join(' ')) };
  const isNumbered = !source.startsWith('-');
  return { type: 'list', isNumbered, lines: lines.map((line) => parseLine(line.replace(item, ''))) };
}

function parseRow(line: string): InlineText[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseLine(cell.trim()));
}

/** Names of the pages in the order of the list of contents. */
export function pageNames(contents: string): string[] {
  return [...contents.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name = '']) => name);
}

/** The words of a section below its heading. */
export function textOf({ blocks }: Section): string {
  return blocks.flatMap(linesOf).map(plain).join(' ');
}

export function linesOf(block: Block): readonly InlineText[] {
  switch (block.type) {
    case 'paragraph':
      return [block.line];
    case 'list':
      return block.lines;
    case 'table':
      return [...block.head, ...block.rows.flat()];
  }
}

function plain(line: InlineText): string {
  return line.map(({ text }) => text).join('');
}
