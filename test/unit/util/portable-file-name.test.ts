import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portableFileName } from '../../../electron/util/portable-file-name.ts';

describe('a file name for every system', () => {
  it.each([
    ['mug front.jpg', 'mug front.jpg'],
    ['Tasse für Ärzte.jpg', 'Tasse für Ärzte.jpg'],
    ['CON', '_CON'],
    ['nul.jpg', '_nul.jpg'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['LPT¹', '_LPT¹'],
    ['console.jpg', 'console.jpg'],
    ['x.', 'x'],
    ['x. . ', 'x'],
    ['a:b|c?.png', 'a-b-c-.png'],
    ['..', ''],
    ['tab\there', 'tabhere'],
    [`${'x'.repeat(119)}. long.jpg`, 'x'.repeat(119)],
  ])('makes %j into %j', (wished, name) => {
    expect(portableFileName(wished)).toBe(name);
  });

  it('is its own result, and never a device, a path or a name that ends in a dot or space', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'grapheme-ascii' }), (wished) => {
        const name = portableFileName(wished);
        expect(portableFileName(name)).toBe(name);
        expect(name).not.toMatch(/[<>:"/\\|?*]|[. ]$|^(?:con|prn|aux|nul)(?:\.|$)/i);
      }),
    );
  });
});
