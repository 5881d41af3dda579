import type { Page } from 'playwright';

/** Pairs of texts that lie on each other in the window, each as a sentence. */
export async function overlappingTexts(page: Page): Promise<string[]> {
  return await page.evaluate(findOverlaps);
}

/** Runs in the page. */
async function findOverlaps(): Promise<string[]> {
  interface TextBox {
    text: string;
    owner: Element;
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  const frame = async (): Promise<void> => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  // Lists measure themselves, and draw what fits one frame later.
  for (let frames = 0; frames < 3; frames += 1) await frame();
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));

  // What ignores the pointer, or is inert behind a dialog, would be missing in `elementsFromPoint`.
  const inert = [...document.querySelectorAll<HTMLElement>('[inert]')];
  for (const each of inert) each.inert = false;
  const style = new CSSStyleSheet();
  style.replaceSync('*, *::before, *::after { pointer-events: auto !important }');
  document.adoptedStyleSheets.push(style);

  /** The part of a rectangle that no ancestor cuts off; null for none. */
  const visiblePart = (rect: DOMRect, owner: Element): Omit<TextBox, 'text' | 'owner'> | null => {
    // A font's box is higher than its letters.
    const inset = rect.height * 0.2;
    let [left, top, right, bottom] = [rect.left, rect.top + inset, rect.right, rect.bottom - inset];
    for (let each: Element | null = owner; each !== null; each = each.parentElement) {
      const { overflowX, overflowY, clipPath, position } = getComputedStyle(each);
      if (clipPath !== 'none') return null;
      const clip = each.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
      if (position === 'fixed') break;
    }
    [left, top] = [Math.max(left, 0), Math.max(top, 0)];
    [right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    return right - left > 2 && bottom - top > 2 ? { left, top, right, bottom } : null;
  };

  const boxes: TextBox[] = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    const owner = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (owner === null || text === '') continue;
    if (!owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const part = visiblePart(rect, owner);
      if (part !== null) boxes.push({ text, owner, ...part });
    }
  }

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
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (one.owner === other.owner) continue;
      const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
      const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
      if (right - left <= 2 || bottom - top <= 2) continue;
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      if (isCovered(one, x, y) || isCovered(other, x, y)) continue;
      found.add(`“${one.text.slice(0, 60)}” lies on “${other.text.slice(0, 60)}”`);
    }
  });
  for (const each of inert) each.inert = true;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  return [...found];
}
