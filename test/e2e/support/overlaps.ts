import type { Page } from 'playwright';

/** Pairs of texts that lie on each other in the window, each as a sentence. */
export async function overlappingTexts(page: Page): Promise<string[]> {
  return await page.evaluate(findOverlaps);
}

/** Runs in the page. */
async function findOverlaps(): Promise<string[]> {
  interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  interface TextBox extends Box {
    text: string;
    owner: Element;
  }
  const frame = async (): Promise<void> => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  // Lists measure themselves, and draw what fits one frame later.
  for (let frames = 0; frames < 3; frames += 1) await frame();
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));

  /** What two boxes share, if more than a hairline; else null. */
  const shared = (one: Box, other: Box): Box | null => {
    const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
    const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
    return right - left > 2 && bottom - top > 2 ? { left, top, right, bottom } : null;
  };

  const everything: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  /** Where an element's contents can be seen, null for nowhere. Kept, because texts share their ancestors. */
  const openings = new Map<Element, Box | null>();
  const openingOf = (element: Element): Box | null => {
    const known = openings.get(element);
    if (known !== undefined) return known;
    const { overflowX, overflowY, clipPath, position } = getComputedStyle(element);
    const { parentElement } = element;
    let opening = position === 'fixed' || parentElement === null ? everything : openingOf(parentElement);
    if (clipPath !== 'none') opening = null;
    if (opening !== null && (overflowX !== 'visible' || overflowY !== 'visible')) {
      const clip = element.getBoundingClientRect();
      opening = shared(opening, {
        left: overflowX === 'visible' ? -Infinity : clip.left,
        top: overflowY === 'visible' ? -Infinity : clip.top,
        right: overflowX === 'visible' ? Infinity : clip.right,
        bottom: overflowY === 'visible' ? Infinity : clip.bottom,
      });
    }
    openings.set(element, opening);
    return opening;
  };

  const boxes: TextBox[] = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    const owner = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (owner === null || text === '') continue;
    if (!owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const opening = openingOf(owner);
    if (opening === null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom, height } of range.getClientRects()) {
      // A font's box is higher than its letters.
      const inset = height * 0.2;
      const part = shared(opening, { left, top: top + inset, right, bottom: bottom - inset });
      if (part !== null) boxes.push({ text, owner, ...part });
    }
  }

  const overlaps = boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const both = one.owner === other.owner ? null : shared(one, other);
      return both === null ? [] : [{ one, other, both }];
    }),
  );
  if (overlaps.length === 0) return [];

  // What ignores the pointer, or is inert behind a dialog, would be missing in `elementsFromPoint`.
  const inert = [...document.querySelectorAll<HTMLElement>('[inert]')];
  for (const each of inert) each.inert = false;
  const style = new CSSStyleSheet();
  style.replaceSync('*, *::before, *::after { pointer-events: auto !important }');
  document.adoptedStyleSheets.push(style);

  /** Whether something opaque lies over the text at a point. */
  const isCovered = ({ owner }: TextBox, x: number, y: number): boolean => {
    for (const each of document.elementsFromPoint(x, y)) {
      if (each === owner || each.contains(owner)) return false;
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
      const isOpaque = /^(?:rgb\(|(?:oklch|oklab|lab|lch|color)\([^/]*\)$)/.test(backgroundColor);
      if (Number(opacity) > 0.9 && (isOpaque || backgroundImage !== 'none' || each.tagName === 'IMG'))
        return true;
    }
    return true;
  };

  const found = new Set<string>();
  for (const { one, other, both } of overlaps) {
    const [x, y] = [(both.left + both.right) / 2, (both.top + both.bottom) / 2];
    if (isCovered(one, x, y) || isCovered(other, x, y)) continue;
    found.add(`“${one.text.slice(0, 60)}” lies on “${other.text.slice(0, 60)}”`);
  }
  for (const each of inert) each.inert = true;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  return [...found];
}
