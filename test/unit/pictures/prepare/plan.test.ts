import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PictureFacts } from '../../../../electron/pictures/picture-facts.ts';
import {
  planPreparing,
  type PreparePlan,
  type Preparing,
} from '../../../../electron/pictures/prepare/plan.ts';
import { preparedSentence, sentenceOf } from '../../../../electron/pictures/prepare/prepare-messages.ts';
import { limits } from '../../../../shared/limits.ts';
import { plainRecipe } from '../../../../shared/recipe-key.ts';
import { prepareSettingsSchema, type PrepareChoice } from '../../../../shared/prepare.ts';
import { pictureFacts } from './facts.ts';

const usual = prepareSettingsSchema.parse({});
const megabyte = 1024 * 1024;

function planOf(over: Partial<PictureFacts>, settings = usual, choice?: PrepareChoice): PreparePlan {
  const plan = planPreparing(pictureFacts(over), settings, choice);
  if (!plan.ok) throw new Error(plan.reason.code);
  return plan.value;
}

function preparing(over: Partial<PictureFacts>, settings = usual, choice?: PrepareChoice): Preparing {
  const plan = planOf(over, settings, choice);
  if (plan.type !== 'prepare') throw new Error('Nothing is prepared');
  return plan;
}

function sentence(over: Partial<PictureFacts>): string {
  return sentenceOf(pictureFacts(over), planOf(over));
}

describe('the settings', () => {
  test('default to an edge of 2,560 pixels and no private details', () => {
    expect(usual).toEqual({ longestEdge: 2560, removePrivate: true });
  });

  test('accept no edge at all, and refuse a useless one', () => {
    expect(prepareSettingsSchema.safeParse({ longestEdge: null }).success).toBe(true);
    expect(prepareSettingsSchema.safeParse({ longestEdge: 0 }).success).toBe(false);
    expect(prepareSettingsSchema.safeParse({ longestEdge: 12.5 }).success).toBe(false);
  });
});

describe('copyright and creator', () => {
  const rights = { keep: false, copyright: '© Alder', creator: '' };
  const signed = { ...usual, rights };

  test('that the user sets are written into every picture with a place for them, without drawing it anew', () => {
    for (const type of ['jpeg', 'png', 'webp'] as const) {
      const plan = preparing({ type }, signed);
      expect(plan).toEqual({
        type: 'prepare',
        must: false,
        changes: [{ type: 'write-rights' }],
        recipe: { type: 'removing-metadata', to: type, rights },
      });
      expect(sentenceOf(pictureFacts({ type }), plan)).toBe(
        'Packshot will add your copyright and creator. The image itself doesn’t change.',
      );
    }
    expect(planOf({ type: 'gif' }, signed)).toEqual({ type: 'as-is' });
    const drawn = preparing({ type: 'tiff', hasPrivateMetadata: true }, signed);
    expect(drawn.recipe).toMatchObject({ type: 'drawing', rights });
    expect(drawn.changes.map(({ type }) => type)).toEqual(['convert', 'strip-private', 'write-rights']);
  });

  test('that are kept change nothing of a picture without private data', () => {
    const kept = { ...usual, rights: { keep: true, copyright: '', creator: '' } };
    expect(planOf({}, kept)).toEqual({ type: 'as-is' });
    expect(preparing({ hasPrivateMetadata: true }, kept)).toMatchObject({
      changes: [{ type: 'strip-private' }],
      recipe: { type: 'removing-metadata', rights: kept.rights },
    });
  });

  test('are not touched where private data stays, or a picture is sent as it is', () => {
    expect(planOf({}, { ...signed, removePrivate: false })).toEqual({ type: 'as-is' });
    expect(planOf({ hasPrivateMetadata: true }, signed, 'as-is')).toEqual({ type: 'as-is' });
  });
});

describe('planning', () => {
  test.each(['bmp', 'wbmp', 'xbm'] as const)(
    'makes a PNG of a %s, unless the user wants it sent as it is',
    (type) => {
      const plan = preparing({ type });
      expect(plan).toMatchObject({ must: false, recipe: { type: 'drawing', to: 'png' } });
      expect(plan.changes).toEqual([{ type: 'convert', from: type, to: 'png' }]);
      expect(planOf({ type }, usual, 'as-is')).toEqual({ type: 'as-is' });
    },
  );

  test('draws no frame of an animated PNG anew', () => {
    const moving = { type: 'png', frames: 9, width: 6000, colour: 'wide' } as const;
    expect(planOf(moving)).toEqual({ type: 'as-is' });
    expect(planOf({ ...moving, hasPrivateMetadata: true })).toMatchObject({
      recipe: { type: 'removing-metadata', to: 'png' },
    });
  });

  test.each(['jpeg', 'png', 'gif', 'webp'] as const)(
    'leaves a %s that needs nothing byte for byte as it is',
    (type) => {
      expect(planOf({ type })).toEqual({ type: 'as-is' });
    },
  );

  test('leaves a picture at exactly the limits as it is', () => {
    expect(planOf({ bytes: limits.imageBytes, width: 2560, height: 2560 })).toEqual({ type: 'as-is' });
  });

  test.each(['tiff', 'heic', 'avif'] as const)(
    'must make a JPEG of a %s, and a PNG if it has alpha',
    (type) => {
      for (const choice of ['prepared', 'as-is'] as const) {
        const plan = preparing({ type }, usual, choice);
        expect(plan.must).toBe(true);
        expect(plan.recipe).toMatchObject({ type: 'drawing', to: 'jpeg' });
        expect(plan.changes).toContainEqual({ type: 'convert', from: type, to: 'jpeg' });
      }
      expect(preparing({ type, hasAlpha: true }).recipe).toMatchObject({ type: 'drawing', to: 'png' });
    },
  );

  test('makes a PNG of a TIFF of few colours, a JPEG where that is large', () => {
    const facts = { type: 'tiff', paletteColours: 16 } as const;
    expect(preparing(facts).recipe).toMatchObject({ to: 'png' });
    expect(preparing({ ...facts, bytes: limits.imageBytes + 1 }).recipe).toMatchObject({ to: 'jpeg' });
  });

  test('must make what exceeds 8 MB fit, whatever the user prefers', () => {
    const bytes = limits.imageBytes + 1;
    for (const choice of ['prepared', 'as-is'] as const) {
      const plan = preparing({ bytes }, usual, choice);
      expect(plan).toMatchObject({ must: true, recipe: { type: 'drawing', to: 'jpeg' } });
      expect(plan.changes).toEqual([{ type: 'fit-bytes', bytes, max: limits.imageBytes }]);
    }
  });

  test('makes a JPEG of a PNG over 8 MB, unless it has alpha', () => {
    const bytes = 20 * megabyte;
    expect(preparing({ type: 'png', bytes }).recipe).toMatchObject({ to: 'jpeg' });
    expect(preparing({ type: 'png', bytes, hasAlpha: true }).recipe).toMatchObject({ to: 'png' });
  });

  const spoilt: [string, Partial<PictureFacts>, Preparing['changes'][number]][] = [
    ['is too long an edge', { width: 6000 }, { type: 'fit-edge', from: 6000, to: 2560 }],
    [
      'has wide colours',
      { colour: 'wide', profile: 'Display P3' },
      { type: 'to-srgb', from: 'wide', profile: 'Display P3' },
    ],
    ['is CMYK', { colour: 'cmyk' }, { type: 'to-srgb', from: 'cmyk', profile: null }],
    ['has 16 bits', { type: 'png', bitsPerChannel: 16 }, { type: 'to-8-bit', from: 16 }],
    ['lies on its side', { orientation: 6 }, { type: 'upright', orientation: 6 }],
  ];
  test.each(spoilt)('prepares what %s, and lets the user send it as it is', (_, over, change) => {
    const plan = preparing(over);
    expect(plan.must).toBe(false);
    expect(plan.changes).toEqual([change]);
    expect(planOf(over, usual, 'as-is')).toEqual({ type: 'as-is' });
  });

  test('keeps the size when no edge is set', () => {
    expect(planOf({ width: 6000 }, { ...usual, longestEdge: null })).toEqual({ type: 'as-is' });
  });

  test('does not rotate HEIC and AVIF by EXIF, because their decoders rotate them', () => {
    for (const type of ['heic', 'avif'] as const) {
      expect(preparing({ type, orientation: 6 }).changes.map(({ type }) => type)).toEqual(['convert']);
    }
  });

  test('leaves grey pictures grey', () => {
    expect(planOf({ colour: 'grey', profile: 'Gray Gamma 2.2' })).toEqual({ type: 'as-is' });
  });

  test.each(['jpeg', 'png', 'webp', 'gif'] as const)(
    'removes private details from a %s without re-encoding, when nothing else is needed',
    (type) => {
      expect(planOf({ type, hasPrivateMetadata: true })).toEqual({
        type: 'prepare',
        must: false,
        changes: [{ type: 'strip-private' }],
        recipe: { type: 'removing-metadata', to: type },
      });
    },
  );

  test('keeps private details when the setting says so or the user sends the photo as it is', () => {
    const keep = { ...usual, removePrivate: false };
    expect(planOf({ hasPrivateMetadata: true }, keep)).toEqual({ type: 'as-is' });
    expect(planOf({ hasPrivateMetadata: true }, usual, 'as-is')).toEqual({ type: 'as-is' });
    const drawn = preparing({ hasPrivateMetadata: true, width: 6000 }, keep);
    expect(drawn.recipe).toMatchObject({ keepMetadata: true });
    expect(drawn.changes.map(({ type }) => type)).toEqual(['fit-edge']);
  });

  test('never makes a still picture of an animation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('gif', 'webp'),
        fc.integer({ min: 2, max: 300 }),
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.integer({ min: 1, max: 8000 }),
        fc.boolean(),
        (type, frames, bytes, width, hasPrivateMetadata) => {
          const plan = planPreparing(pictureFacts({ type, frames, bytes, width, hasPrivateMetadata }), usual);
          if (plan.ok && plan.value.type === 'prepare')
            expect(plan.value.recipe.type).toBe('removing-metadata');
          if (bytes > limits.imageBytes) expect(plan.ok).toBe(false);
        },
      ),
    );
  });

  test.each([
    ['too-large', { type: 'webp', frames: 9, bytes: 9 * megabyte }],
    ['gif-too-many-frames', { type: 'gif', frames: 151 }],
    ['gif-too-many-pixels', { type: 'gif', frames: 2, width: 5121 }],
  ] as const)('says why an animation can’t be sent: %s', (code, over) => {
    const plan = planPreparing(pictureFacts(over), usual);
    expect(plan).toMatchObject({ ok: false, reason: { code } });
  });

  test('must make a PNG of a still GIF that is too wide', () => {
    const plan = preparing({ type: 'gif', width: 6000 }, { ...usual, longestEdge: null });
    expect(plan).toMatchObject({ must: true, changes: [{ type: 'convert', from: 'gif', to: 'png' }] });
  });
});

describe('the sentence', () => {
  test('says what a picture is and what is made of it', () => {
    expect(sentence({ type: 'tiff', bytes: 61 * megabyte })).toBe(
      '61 MB TIFF: Packshot will convert it to JPEG.',
    );
    expect(sentence({ type: 'tiff', bytes: 61 * megabyte, frames: 3 })).toBe(
      '61 MB TIFF: Packshot will convert the first of its 3 pages to JPEG.',
    );
    expect(
      sentence({ type: 'heic', bytes: 1.84 * megabyte, width: 4032, colour: 'wide', profile: 'Display P3' }),
    ).toBe(
      '1.9 MB HEIC: Packshot will convert it to JPEG, scale it down to 2,560 pixels and convert its colours from Display P3 to sRGB.',
    );
  });

  test('never gives a size over the limit as the limit itself', () => {
    expect(sentence({ bytes: limits.imageBytes + 1 })).toBe(
      '8.1 MB JPEG: Packshot will reduce it to 8 MB, the most BigCommerce accepts.',
    );
  });

  test.each([
    [8.5, '8.5 MB'],
    [17.2, '18 MB'],
    [1024, '1,024 MB'],
    [0.5, '512 KB'],
  ])('formats %d MB as "%s"', (megabytes, words) => {
    expect(sentence({ type: 'tiff', bytes: megabytes * megabyte })).toContain(`${words} TIFF: `);
  });

  test('says what is done to a picture that keeps its type', () => {
    expect(sentence({ width: 6000, hasPrivateMetadata: true, orientation: 8 })).toBe(
      'Packshot will scale it down to 2,560 pixels, rotate it upright and remove private data, such as its location.',
    );
    expect(sentence({ hasPrivateMetadata: true })).toBe(
      'Packshot will remove private data, such as its location. The image itself doesn’t change.',
    );
    expect(sentence({ colour: 'cmyk' })).toContain('from CMYK to sRGB');
    expect(sentence({ type: 'png', bitsPerChannel: 16 })).toBe(
      'Packshot will reduce it from 16 to 8 bits per channel.',
    );
    expect(sentence({})).toBe('Uploaded unchanged.');
  });

  test('gives the result', () => {
    const facts = pictureFacts({ type: 'tiff', bytes: 61 * megabyte });
    const made = { type: 'jpeg', width: 2560, height: 1707, bytes: 1.1 * megabyte } as const;
    const plan = planPreparing(facts, usual);
    if (!plan.ok) throw new Error(plan.reason.code);
    expect(preparedSentence(facts, made, plan.value)).toBe(
      'JPEG, 2,560 × 1,707, 1.1 MB. Original: TIFF, 61 MB.',
    );
  });

  test('says that a wanted size is not reached', () => {
    const facts = pictureFacts({ type: 'jpeg', bytes: 2 * megabyte });
    const recipe = { ...plainRecipe, target: { type: 'bytes', bytes: 200_000 } } as const;
    const plan = planPreparing(facts, usual, 'prepared', recipe);
    if (!plan.ok) throw new Error(plan.reason.code);
    expect(sentenceOf(facts, plan.value)).toContain('save it in 200 KB, if a quality of 60 allows it');
    const made = { type: 'jpeg', width: 1600, height: 1200 } as const;
    expect(preparedSentence(facts, { ...made, bytes: 199_000 }, plan.value)).not.toContain('below quality');
    expect(preparedSentence(facts, { ...made, bytes: 250_000 }, plan.value)).toContain(
      'more than the 200 KB wanted: below quality 60',
    );
  });

  test('writes a recipe’s copyright where private data is kept, and nothing of the settings', () => {
    const rights = { keep: true, copyright: '© Shop', creator: 'Ada' };
    const kept = { ...usual, removePrivate: false, rights };
    const facts = pictureFacts({ type: 'jpeg', hasPrivateMetadata: true });
    expect(planPreparing(facts, kept)).toMatchObject({ value: { type: 'as-is' } });
    const recipe = { ...plainRecipe, copyright: '© Alder' };
    expect(planPreparing(facts, kept, 'prepared', recipe)).toMatchObject({
      value: {
        changes: [{ type: 'write-rights' }],
        recipe: {
          type: 'writing-rights',
          to: 'jpeg',
          rights: { keep: false, copyright: '© Alder', creator: '' },
        },
      },
    });
  });
});
