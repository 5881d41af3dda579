import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accentTokens, contrast, minContrast, surroundings } from '../../../shared/accent.ts';

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);
const schemes = ['light', 'dark'] as const;

describe.each(schemes)('an accent in the %s scheme', (scheme) => {
  const { backgrounds, inkSoft } = surroundings[scheme];

  test('is readable on everything it is drawn on, whatever the colour is', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const tokens = accentTokens(colour, scheme);
        const pairs: [string, string][] = [
          ...backgrounds.map((background): [string, string] => [tokens.accent, background]),
          [tokens.accent, tokens['accent-soft']],
          [tokens['accent-ink'], tokens.accent],
          [inkSoft, tokens['accent-soft']],
          ['#ffffff', tokens.fill],
          ['#ffffff', tokens['fill-hover']],
        ];
        for (const [one, other] of pairs) expect(contrast(one, other)).toBeGreaterThanOrEqual(minContrast);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the system’s own colour where that is readable', () => {
    const readable = scheme === 'light' ? '#1f4fa0' : '#9cc2ff';
    expect(accentTokens(readable, scheme).accent).toBe(readable);
  });

  test('keeps its hue', () => {
    const [red, green, blue] = [1, 3, 5].map((at) =>
      Number.parseInt(accentTokens('#ff8800', scheme).accent.slice(at, at + 2), 16),
    ) as [number, number, number];
    expect(red).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(blue);
  });

  test('knows the backgrounds and inks of tokens.css', () => {
    const css = readFileSync(join(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8');
    const [light = '', dark = ''] = css.split('@media');
    const of = (name: string): string | undefined =>
      new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(scheme === 'light' ? light : dark)?.[1];
    expect(['canvas', 'panel', 'surface', 'mat'].map(of)).toEqual(backgrounds);
    expect(of('ink-soft')).toBe(inkSoft);
  });
});

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
