import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { likenessEdge, likenessOf } from '../../../../electron/pictures/likeness.ts';
import { seededRandom } from '../../../../electron/practice/random.ts';
import { groupShots, type Shoot, type Shot } from '../../../../electron/review/sets/group-shots.ts';
import {
  drawnArticles,
  drawnViews,
  photograph,
  shootTimes,
  type DrawnArticle,
} from '../../../support/drawn-shoots.ts';

interface Truth extends Shot {
  article: number;
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);
let articles: DrawnArticle[];
/** Likenesses of each article's photos. */
let looks: string[][];

beforeAll(async () => {
  articles = drawnArticles(72, 11);
  looks = await Promise.all(
    articles.map(async (article, at) => {
      const random = seededRandom(at + 1);
      const own: string[] = [];
      for (const view of drawnViews) {
        const picture = await photograph(article, view, random);
        const pixels = await picture
          .resize(likenessEdge, likenessEdge, { fit: 'fill' })
          .removeAlpha()
          .raw()
          .toBuffer();
        own.push(likenessOf(pixels));
      }
      return own;
    }),
  );
}, 60_000);

/** Half of the time the next article has the shape or the colour of the last. */
function inOrder(random: () => number, count: number): number[] {
  const rest = articles.map((_, at) => ({ at, key: random() })).toSorted((a, b) => a.key - b.key);
  const order: number[] = [];
  while (order.length < count) {
    const last = articles[order.at(-1) ?? -1];
    const alike = rest.findIndex(({ at }) => {
      const one = articles[at];
      return (one?.subject === last?.subject) !== (one?.colour === last?.colour);
    });
    const [next] = rest.splice(random() < 0.5 && alike !== -1 ? alike : 0, 1);
    order.push(next?.at ?? 0);
  }
  return order;
}

function shoot(
  seed: number,
  more: {
    untimed?: number;
    cameras?: Parameters<typeof shootTimes>[2];
    folderOf?: (fileName: string) => string;
  } = {},
): Truth[] {
  const random = seededRandom(seed * 7_919);
  const order = inOrder(random, 40);
  const shots = shootTimes(40, seed, more.cameras).map(({ article, fileName, capturedAt }, at): Truth => {
    const own = looks[order[article] ?? 0] ?? [];
    return {
      id: at + 1,
      folder: more.folderOf?.(fileName) ?? 'shoot',
      fileName,
      capturedAt: random() < (more.untimed ?? 0) ? null : capturedAt,
      likeness: own[Math.floor(random() * own.length)] ?? null,
      label: null,
      set: null,
      article,
    };
  });
  return shots.toSorted(() => random() - 0.5);
}

interface Figures {
  frames: number;
  /** In the set that has most photos of their article. */
  right: number;
  mixed: number;
  /** Sets of several articles that are not marked. */
  silent: number;
  doubtful: number;
}

function judge(shots: readonly Truth[], shoots: readonly Shoot[] = groupShots(shots)): Figures {
  const articleOf = new Map(shots.map(({ id, article }) => [id, article]));
  const sets = shoots.map(({ ids, verdict }) => {
    const counts = new Map<number, number>();
    for (const id of ids) {
      const article = articleOf.get(id) ?? -1;
      counts.set(article, (counts.get(article) ?? 0) + 1);
    }
    const [main = [-1, 0]] = [...counts].toSorted(([, a], [, b]) => b - a);
    return { main, isMixed: counts.size > 1, isDoubtful: verdict.type === 'two-articles' };
  });
  const best = new Map<number, number>();
  for (const { main } of sets) best.set(main[0], Math.max(best.get(main[0]) ?? 0, main[1]));
  return {
    frames: shots.length,
    right: [...best.values()].reduce((sum, count) => sum + count, 0),
    mixed: sets.filter(({ isMixed }) => isMixed).length,
    silent: sets.filter(({ isMixed, isDoubtful }) => isMixed && !isDoubtful).length,
    doubtful: sets.filter(({ isDoubtful }) => isDoubtful).length,
  };
}

function judgeAll(make: (seed: number) => Truth[], of = seeds): Figures & { share: number; worst: number } {
  const all = of.map((seed) => judge(make(seed)));
  const sum = (part: keyof Figures): number => all.reduce((total, one) => total + one[part], 0);
  return {
    frames: sum('frames'),
    right: sum('right'),
    mixed: sum('mixed'),
    silent: sum('silent'),
    doubtful: sum('doubtful') / all.length,
    share: sum('right') / sum('frames'),
    worst: Math.min(...all.map(({ right, frames }) => right / frames)),
  };
}

describe('shoots of 40 articles by two cameras, one clock an hour off', () => {
  it('have at least 95 % of their photos in the right set, and no set of two articles without a mark', () => {
    const figures = judgeAll((seed) => shoot(seed));
    if (process.env['FIGURES']) console.log('all timed', figures);
    expect(figures.share).toBeGreaterThanOrEqual(0.95);
    expect(figures.worst).toBeGreaterThanOrEqual(0.9);
    expect(figures.silent).toBe(0);
    // A mark on everything would be none.
    expect(figures.doubtful).toBeLessThan(6);
  });

  it.each([
    ['taken by both cameras at once', 'both'],
    ['whose details the other camera took', 'details'],
  ] as const)(
    'have 95 of 100 photos of articles %s in the right set, and no set of two articles without a mark',
    (_, cameras) => {
      const figures = judgeAll((seed) => shoot(seed, { cameras }));
      if (process.env['FIGURES']) console.log(cameras, figures);
      expect(figures.share).toBeGreaterThanOrEqual(0.95);
      expect(figures.worst).toBeGreaterThanOrEqual(0.9);
      expect(figures.silent).toBe(0);
      expect(figures.doubtful).toBeLessThan(9);
    },
  );

  it('are grouped the same where each camera has its own folder', () => {
    const ids = (given: readonly Truth[]) =>
      groupShots(given).map((one) => one.ids.toSorted((a, b) => a - b));
    const folderOf = (fileName: string): string => (Number(fileName.slice(4, 8)) < 4_000 ? 'A' : 'B');
    expect(ids(shoot(5, { cameras: 'both', folderOf }))).toEqual(ids(shoot(5, { cameras: 'both' })));
  });

  it('are in the order of their folders, where the cameras took different articles', () => {
    const folderOf = (fileName: string): string => (Number(fileName.slice(4, 8)) < 4_000 ? 'A' : 'B');
    for (const seed of [1, 2, 3, 4]) {
      const shots = shoot(seed, { folderOf }).toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
      const folders = new Map(shots.map(({ id, folder }) => [id, folder]));
      const found = groupShots(shots).map(({ ids }) => folders.get(ids[0] ?? 0) ?? '');
      expect(found).toEqual(found.toSorted());
    }
  });

  it('keep each label’s photos together where one of the cameras took the labels, or both did', () => {
    for (const isLabelled of [(count: number) => count < 4_000, () => true]) {
      const labelled = (seed: number): Truth[] =>
        shoot(seed, { cameras: 'both' }).map((shot) => ({
          ...shot,
          label: isLabelled(Number(shot.fileName.slice(4, 8))) ? 1_000 + Math.floor(shot.article / 3) : null,
        }));
      const figures = judgeAll(labelled, seeds.slice(0, 20));
      if (process.env['FIGURES']) console.log('with labels', figures);
      expect(figures.share).toBeGreaterThanOrEqual(0.95);
      expect(figures.silent).toBe(0);
    }
  });

  it.each([
    [5, 0.98],
    [10, 0.98],
    [30, 0.95],
    [100, 0.8],
  ])(
    'have no set of two articles without a mark where %i of 100 photos have no time, and a share of %f in the right set',
    (untimed, share) => {
      for (const cameras of ['one', 'either'] as const) {
        const figures = judgeAll((seed) => shoot(seed, { untimed: untimed / 100, cameras }));
        if (process.env['FIGURES']) console.log(untimed, 'of 100 untimed', cameras, figures);
        expect(figures.silent).toBe(0);
        expect(figures.share).toBeGreaterThanOrEqual(share);
      }
    },
  );

  it('are in the order of their times where names are chance, and the few photos without a time mix no set silently', () => {
    const figures = judgeAll((seed) =>
      shoot(seed, { untimed: 0.05, cameras: 'one' }).map((shot) => ({
        ...shot,
        fileName: `${((shot.id + seed) * 7_654_321) % 9_999_991}.jpg`,
      })),
    );
    if (process.env['FIGURES']) console.log('names of chance, 5 of 100 untimed', figures);
    expect(figures.share).toBeGreaterThanOrEqual(0.92);
    expect(figures.silent).toBe(0);
  });

  it('are grouped the same whatever the order of the drop and whatever the clock says', () => {
    const shots = shoot(3);
    const shape = (of: readonly Shot[]): string[] =>
      groupShots(of)
        .map(({ ids }) => ids.join())
        .toSorted();
    expect(shape(shots.toReversed())).toEqual(shape(shots));
    const later = shots.map((shot) => ({ ...shot, capturedAt: (shot.capturedAt ?? 0) + 86_400_000 }));
    expect(shape(later)).toEqual(shape(shots));
  });
});

describe('what is known of a photo', () => {
  const at = Date.UTC(2026, 2, 4, 10, 0);
  const shots = (seconds: readonly number[], more: (at: number) => Partial<Shot> = () => ({})): Shot[] =>
    seconds.map((second, index) => ({
      id: index + 1,
      folder: '',
      fileName: `IMG_${String(9_990 + index).padStart(4, '0')}.jpg`,
      capturedAt: at + second * 1_000,
      likeness: null,
      label: null,
      set: null,
      ...more(index),
    }));
  const ids = (of: readonly Shot[]): (readonly number[])[] => groupShots(of).map((one) => one.ids);

  it('by pauses alone: a long one begins a set', () => {
    expect(ids(shots([0, 4, 9, 200, 204, 207]))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('what the user put together stays together, also of two cameras, and is not doubted', () => {
    const own = shots([0, 4, 9, 200, 204, 207], (index) => ({
      set: index < 4 ? 1 : null,
      fileName: index === 3 ? 'DSC_1.jpg' : `IMG_${index}.jpg`,
    }));
    const shoots = groupShots(own);
    expect(shoots.find((one) => one.ids.includes(4))).toMatchObject({
      ids: [1, 2, 3, 4],
      verdict: { type: 'alike' },
    });
  });

  it('a label begins a set', () => {
    expect(ids(shots([0, 4, 8, 12], (index) => ({ label: index < 2 ? null : 9 })))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('a counter that starts again goes on', () => {
    const wrapped = shots([0, 4, 9, 14], (index) => ({
      fileName: `IMG_${String(((9_996 + index) % 9_999) + 1).padStart(4, '0')}.jpg`,
    }));
    expect(ids(wrapped)).toEqual([[1, 2, 3, 4]]);
  });

  it('a counter that starts again goes on where nothing has a time, and the photos at its turn were deleted', () => {
    const wrapped = shots([0, 1, 2, 3, 4, 5], (index) => ({
      fileName: `IMG_${index < 3 ? 9_990 + index : `000${index}`}.jpg`,
      capturedAt: null,
      likeness: looks[0]?.[0] ?? null,
    }));
    expect(ids(wrapped)).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  /** Articles of five photos: so many with a clock that was set back by an hour before the others were taken. */
  const setBack = (articles: number, before: number, firstOfOthers: number): Shot[] =>
    shots(Array.from({ length: articles * 5 }, (_, index) => index * 4 + Math.floor(index / 5) * 60)).map(
      (shot, index) => {
        const article = Math.floor(index / 5);
        const isLater = article >= before;
        return {
          ...shot,
          fileName: `IMG_0${isLater ? firstOfOthers + index : 100 + index}.jpg`,
          capturedAt: (shot.capturedAt ?? 0) - (isLater ? 3_600_000 : 0),
          likeness: looks[article]?.[0] ?? null,
        };
      },
    );

  it.each([
    ['a clock that was set back', 100],
    ['two cameras of one name, whose counters are near', 250],
  ])('%s, does not mix the photos before and after', (_, firstOfOthers) => {
    const own = setBack(40, 20, firstOfOthers);
    expect(ids(own)).toEqual(
      Array.from({ length: 40 }, (__, article) => [1, 2, 3, 4, 5].map((n) => article * 5 + n)),
    );
  });

  it('names of chance leave photos in the order of their time', () => {
    const names = shots([0, 4, 9, 13, 200, 204, 207, 211], (index) => ({
      fileName: `${((index + 1) * 7_654_321) % 9_999_991}.jpg`,
    }));
    expect(ids(names)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
  });

  it('a pause that says nothing in a set of the usual size makes one of many photos doubtful', () => {
    /** Ten articles of six photos and a last one, with a longer pause in its middle. */
    const verdictOf = (length: number): string | undefined => {
      let seconds = 0;
      const own = shots(
        Array.from({ length: 60 + length }, (_, index) => {
          const isFirst = index % 6 === 0 && index <= 60;
          const isMiddle = index === 60 + length / 2;
          return (seconds += isFirst ? 60 : isMiddle ? 12 : 4 + (index % 3));
        }),
      );
      return groupShots(own).at(-1)?.verdict.type;
    };
    expect(verdictOf(6)).toBe('alike');
    expect(verdictOf(24)).toBe('two-articles');
  });

  it('each photo is in one set, whatever is missing', () => {
    const one = fc.record({
      folder: fc.constantFrom('', 'A'),
      fileName: fc.constantFrom(
        'IMG_0001.jpg',
        'IMG_0300.jpg',
        'DSC_0002.jpg',
        'x.jpg',
        'holiday 20260304.png',
      ),
      capturedAt: fc.option(fc.integer({ min: at, max: at + 1e7 })),
      look: fc.option(fc.nat(6)),
      label: fc.option(fc.nat(2)),
      set: fc.option(fc.constantFrom(1, 2)),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (given) => {
        const made = given.map(({ look, ...shot }, index) => ({
          ...shot,
          id: index + 1,
          likeness: look === null ? null : (looks[look]?.[index % 7] ?? null),
        }));
        const members = groupShots(made).flatMap((shootOf) => shootOf.ids);
        expect(members.toSorted((a, b) => a - b)).toEqual(made.map(({ id }) => id));
        const bySet = groupShots(made).filter((shootOf) => shootOf.ids.some((id) => made[id - 1]?.set === 1));
        expect(bySet.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
