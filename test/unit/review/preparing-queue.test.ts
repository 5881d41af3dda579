import { expect, test } from 'vitest';
import type { PreparedCopy, Preparer } from '../../../electron/intake/preparer.ts';
import { Preparer as RealPreparer } from '../../../electron/intake/preparer.ts';
import type { Preparing } from '../../../electron/pictures/prepare/plan.ts';
import type { Item } from '../../../electron/review/item.ts';
import { PreparingQueue } from '../../../electron/review/preparing-queue.ts';
import type { ReviewBatch } from '../../../electron/review/review-batch.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { prepareSettingsSchema } from '../../../shared/prepare.ts';
import { plainRecipe } from '../../../shared/recipe-key.ts';
import { item, sha256Of } from './make.ts';

const settings = prepareSettingsSchema.parse({});
const small = { ...plainRecipe, format: 'png' } as const;
const other = { ...plainRecipe, format: 'webp' } as const;

/** A photo under review, whose copies end when the test says so. */
function desk() {
  let photo: Item = item(1, { recipe: small });
  const asked: { plan: Preparing; answer: (made: Outcome<PreparedCopy>) => void }[] = [];
  const planning = new RealPreparer({ settings: () => settings } as never);
  const preparer = {
    plan: planning.plan.bind(planning),
    planForVariant: planning.planForVariant.bind(planning),
    recipeOf: planning.recipeOf.bind(planning),
    make: async (_sha256: string, _facts: unknown, plan: Preparing) =>
      await new Promise<Outcome<PreparedCopy>>((answer) => asked.push({ plan, answer })),
  };
  const batch = {
    item: () => photo,
    sharing: () => [photo],
    destinationOf: () => null,
    touch: () => undefined,
    update: (_id: number, news: Partial<Item>) => (photo = { ...photo, ...news }),
  };
  const queue = new PreparingQueue({
    batch: batch as unknown as ReviewBatch,
    preparer: preparer as unknown as Preparer,
    bytes: {
      releaseHold: () => undefined,
      releaseAndDelete: () => undefined,
      deleteUnneeded: () => undefined,
    } as never,
    log: () => undefined,
    onDone: () => undefined,
  });
  const turn = async (): Promise<void> => await new Promise((wake) => setImmediate(wake));
  const madeBy = (plan: Preparing): PreparedCopy => ({
    sha256: sha256Of(JSON.stringify(plan.recipe)),
    type: plan.recipe.type === 'drawing' ? plan.recipe.to : 'jpeg',
    width: 10,
    height: 10,
    bytes: 10,
    recipe: JSON.stringify(plan.recipe),
  });
  return {
    queue,
    asked,
    turn,
    madeBy,
    photo: () => photo,
    give: (recipe: Item['recipe']) => (photo = { ...photo, recipe, preparingFailed: null }),
  };
}

test('a copy of an older recipe that fails says nothing of the photo, which gets the copy that is wanted now', async () => {
  const { queue, asked, turn, madeBy, photo, give } = desk();
  queue.want(photo());
  await turn();
  expect(asked).toHaveLength(1);
  give(other);
  queue.want(photo());
  asked[0]?.answer(no(reason('unreadable', { what: 'file' })));
  await turn();
  expect(photo().preparingFailed).toBeNull();
  expect(asked).toHaveLength(2);
  const [, next] = asked;
  if (!next) throw new Error('nothing is made');
  next.answer(ok(madeBy(next.plan)));
  await queue.idle();
  expect(photo()).toMatchObject({ prepared: { type: 'webp' }, preparingFailed: null });
});

test('a copy of the recipe that is wanted fails the photo', async () => {
  const { queue, asked, turn, photo } = desk();
  queue.want(photo());
  await turn();
  asked[0]?.answer(no(reason('unreadable', { what: 'file' })));
  await queue.idle();
  expect(photo().preparingFailed).toMatchObject({ code: 'unreadable' });
});
