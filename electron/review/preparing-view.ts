import { previewPath } from '../catalog/picture-paths.ts';
import type { Preparer } from '../intake/preparer.ts';
import { preparedSentence, sentenceOf } from '../pictures/prepare/prepare-messages.ts';
import { sentenceOf as sentenceOfReason } from '../../shared/messages/reason.ts';
import type { ReviewItem } from '../../shared/review.ts';
import type { Item } from './item.ts';
import { typeName } from './rows.ts';

/** Null for a photo that needs no preparing. */
export function preparingView(preparer: Preparer, item: Item): ReviewItem['preparing'] {
  if (item.facts === null) return null;
  const plan = preparer.plan(item.facts, 'prepared', item.recipe);
  if (!plan.ok || plan.value.type === 'as-is') return null;
  const copy = item.prepared?.recipe === preparer.recipeOf(plan.value) ? item.prepared : null;
  const state =
    item.sendAs === 'as-is' || copy
      ? 'ready'
      : item.preparingFailed
        ? 'failed'
        : preparer.isWorkingOn(item.sha256 ?? '')
          ? 'working'
          : 'waiting';
  return {
    must: plan.value.must,
    sentence:
      (item.preparingFailed && sentenceOfReason(item.preparingFailed)) ??
      (copy ? preparedSentence(item.facts, copy, plan.value) : sentenceOf(item.facts, plan.value)),
    sendAs: item.sendAs,
    state,
    result: copy && {
      type: typeName(copy.type),
      width: copy.width,
      height: copy.height,
      bytes: copy.bytes,
      preview: previewPath(copy.sha256),
    },
  };
}
