import { expect, test } from 'vitest';
import { readProductQuery } from '../../../electron/practice/product-query.ts';

function find(query: Record<string, string>) {
  const read = readProductQuery(query);
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value.find;
}

test('turns comparisons into filters', () => {
  expect(find({ 'id:min': '5', 'id:not_in': '7,8', 'date_modified:max': '2025-01-15' })?.numbers).toEqual([
    { column: 'id', operator: 'not_in', values: [7, 8] },
    { column: 'id', operator: 'min', values: [5] },
    { column: 'date_modified', operator: 'max', values: [Date.UTC(2025, 0, 15) / 1000] },
  ]);
});

test('knows what no product of the shop can match', () => {
  expect(find({ is_visible: 'true', condition: 'new', brand_id: '0' })).not.toBeNull();
  const impossible: Record<string, string>[] = [{ type: 'digital' }, { 'channel_id:in': '2' }];
  for (const query of impossible) expect(find(query)).toBeNull();
});

test.each([
  { 'id:min': 'x' },
  { sort: 'colour' },
  { 'date_modified:min': 'soon' },
  { availability: 'maybe' },
])('refuses %j', (query) => {
  expect(readProductQuery(query)).toMatchObject({ ok: false, reason: { status: 422 } });
});
