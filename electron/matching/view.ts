import type { View } from './match.ts';
import type { Part } from './parts.ts';
import { isNoStill, rankOfRole } from './roles.ts';

const facing: ReadonlySet<string> = new Set(['front', 'back']);
const turned: ReadonlySet<string> = new Set(['left', 'right', 'side', 'top', 'bottom', 'angle']);

/**
 * The one view that several words together mean: `left` for left side, `detail` for back detail, `front` for front
 * left.
 */
function viewOfWords(views: readonly string[]): string {
  const [first = '', second = ''] = views;
  if (facing.has(first) && turned.has(second)) return first;
  const others = views.filter((view) => view !== 'side');
  const pool = others.length > 0 ? others : views;
  return pool.reduce((far, view) => (rankOfRole(view) > rankOfRole(far) ? view : far));
}

const letterValue = (letter: string) => letter.charCodeAt(0) - 96;

/**
 * The view that the parts around a SKU say; null for none. Parts after the SKU count before those in front of it. A
 * number counts before a word, unless the word comes first (`front_2`) or means no still (`1_spin`).
 */
export function viewOf(before: readonly Part[], after: readonly Part[]): View | null {
  const parts = [...after, ...before.filter((part) => part.type !== 'number' || part.text.length <= 4)];
  const views = parts.flatMap((part) => (part.view === undefined ? [] : [part.view]));
  const distinct = [...new Set(views)];
  const words = distinct.join(' ').replace(/^side (left|right)$|^(left|right) side$/, '$1$2 side');
  const besideNumber = distinct.length > 0 ? { role: viewOfWords(distinct) } : {};
  const saying = parts.filter(saysView);
  const first = saying[0];
  if (first === undefined) return null;

  const leads = (first.view === undefined || before.includes(first)) && !views.some(isNoStill);
  const numbered = leads
    ? saying.find((part) => part.number !== undefined && part.view === undefined)
    : undefined;
  if (numbered?.number !== undefined) {
    const rest = saying.filter((part) => part !== numbered);
    const minor =
      numbered.letter === undefined
        ? (rest.find((part) => part.number !== undefined)?.number ??
          minorOfLetter(rest.find((part) => part.letter !== undefined)?.letter))
        : letterValue(numbered.letter);
    if (numbered.type === 'code' && /^[a-z]/.test(numbered.text)) {
      return {
        kind: 'letter',
        value: numbered.letter ?? '',
        minor: numbered.number,
        text: words || `view ${numbered.text.toUpperCase()}`,
        ...besideNumber,
      };
    }
    const text = words || `view ${numbered.number}`;
    return { kind: 'number', value: numbered.number, minor, text, ...besideNumber };
  }
  if (distinct.length > 0) {
    const minor =
      saying.find((part) => part.number !== undefined)?.number ??
      minorOfLetter(saying.find((part) => part.letter !== undefined)?.letter);
    return {
      kind: 'word',
      value: viewOfWords(distinct),
      minor,
      text: minor > 0 ? `${words} ${minor}` : words,
    };
  }
  const letter = first.letter ?? '';
  return { kind: 'letter', value: letter, minor: 0, text: `view ${letter.toUpperCase()}` };
}

/** Whether a part distinguishes pictures of one product. */
export function saysView({ view, number, letter }: Part): boolean {
  return view !== undefined || number !== undefined || letter !== undefined;
}

function minorOfLetter(letter: string | undefined): number {
  return letter === undefined ? 0 : letterValue(letter);
}

/** The words of a name from which a view was read. */
export function viewWords(parts: readonly Part[]): string {
  return parts
    .filter(saysView)
    .map(({ text }) => text)
    .join(' ');
}
