import { expect, test } from 'vitest';
import { productSvg, subjectNames, views } from '../../../electron/practice/drawing.ts';

const look = { colour: '#2f6f8f', accent: '#d9b14a', backdrop: '#e8e2d6' };
const patterns = Array.from({ length: 12 }, (_, pattern) => pattern);

test.each(subjectNames)('every drawing of a %s names only existing colours and gradients', (subject) => {
  for (const view of views) {
    for (const pattern of patterns) {
      const svg = productSvg({ ...look, subject, view, pattern }, 80, 100);
      expect(svg).not.toContain('data-pattern');
      for (const [, paint] of svg.matchAll(/ (?:fill|stroke|stop-color)="([^"]*)"/g)) {
        expect(paint).toMatch(/^(none|#[0-9a-f]{3}|#[0-9a-f]{6}|url\(#[a-z-]+\))$/);
      }
      for (const [, id] of svg.matchAll(/url\(#([a-z-]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    }
  }
});

test('the same recipe always gives the same drawing, another pattern a different one', () => {
  for (const subject of subjectNames.filter((name) => name !== 'candle')) {
    const draw = (pattern: number): string =>
      productSvg({ ...look, subject, view: 'front', pattern }, 80, 100);
    expect(draw(0)).toBe(draw(0));
    expect(new Set(patterns.map(draw)).size).toBeGreaterThan(1);
  }
});
