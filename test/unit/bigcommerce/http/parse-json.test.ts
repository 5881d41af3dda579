import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJsonInSlices } from '../../../../electron/bigcommerce/http/parse-json.ts';
import { parseJson } from '../../../../electron/bigcommerce/store-words.ts';

/** Characters; texts in the property tests are shorter, because longer ones are cut. */
const part = 48;
const letters = ['a', '"', ',', ':', '[', '}', 'é', '\n'];
const shortText = fc.string({ maxLength: 6, unit: fc.constantFrom(...letters, '\\') });
// V8 itself takes the name `"` for `\` where an object before had that one, so no name has a backslash.
const name = fc.string({ maxLength: 6, unit: fc.constantFrom(...letters) });
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(shortText, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 12 }),
    fc.dictionary(fc.oneof(name, fc.constant('__proto__')), tie('json'), { maxKeys: 8 }),
  ),
}));
const space = fc.constantFrom(0, 1, 3, '\t');

it('a text in parts means the same as in one', async () => {
  await fc.assert(
    fc.asyncProperty(json, space, async (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(await parseJsonInSlices(text, part)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

it('a text that is not valid in one is not valid in parts', async () => {
  const sign = fc.constantFrom('', ',', ':', '[', ']', '{', '}', ' ', '1', 'x');
  await fc.assert(
    fc.asyncProperty(json, fc.nat(), fc.nat(1), sign, async (value, place, removed, added) => {
      const text = JSON.stringify(value);
      const at = place % (text.length + 1);
      const changed = text.slice(0, at) + added + text.slice(at + removed);
      // A sign may join two texts to one that is cut.
      fc.pre(!(changed.match(/"(?:[^"\\]|\\.)*"/g) ?? []).some((one) => one.length > part));
      expect(await parseJsonInSlices(changed, part)).toEqual(parseJson(changed));
    }),
    { numRuns: 1_000 },
  );
});

it('a text of a length that no field has is cut, never in the middle of a sign', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(200), async (plain) => {
      const name = 'x'.repeat(plain) + '\\"\n\u0001'.repeat(100);
      const read = (await parseJsonInSlices(JSON.stringify({ name, id: 7 }), 100)) as typeof row;
      const row = { name, id: 7 };
      expect(read.id).toBe(7);
      expect(name.startsWith(read.name)).toBe(true);
      expect(read.name.length).toBeGreaterThan(10);
    }),
  );
});

it('gives others their turn between the parts', async () => {
  const row = JSON.stringify({ id: 1, name: 'x'.repeat(300), values: [1, 2, 3] });
  const text = `{"data":[${Array<string>(40_000).fill(row).join(',')}]}`;
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const read = (await parseJsonInSlices(text)) as { data: unknown[] };
  clearInterval(counting);
  expect(read.data).toHaveLength(40_000);
  expect(turns).toBeGreaterThan(2);
});
