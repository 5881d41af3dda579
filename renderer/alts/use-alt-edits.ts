import { useEffect, useState } from 'react';
import { reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { announce } from '../state/actions.ts';
import { ask, outcomeOf } from '../state/asking.ts';
import {
  altWorkOf,
  redone,
  setAltWork,
  undone,
  useAltWork,
  withStep,
  type Drafts,
} from '../state/alt-drafts.ts';
import { useWindow } from '../state/store.ts';
import { tellRedone, tellUndone } from '../state/undo.ts';
import { drafted, isChanged, unsaved, type AltRow } from './alt-table.ts';
import type { AltRows } from './use-alt-rows.ts';

export interface AltEdits {
  readonly drafts: Drafts;
  /** Newest first: what is not saved, then what was saved. */
  readonly undoSteps: readonly string[];
  readonly redoStep: string | null;
  readonly isSaving: boolean;
  /** Types texts into rows, as one step. */
  write(words: string, texts: ReadonlyMap<string, string>): void;
  save(): Promise<void>;
  undo(): Promise<boolean>;
  redo(): Promise<void>;
}

/** What was typed and is not saved, and saving it. */
export function useAltEdits(
  storeId: string,
  byKey: ReadonlyMap<string, AltRow>,
  reload: AltRows['reload'],
): AltEdits {
  const { drafts, past, future } = useAltWork(storeId);
  const [saved, setSaved] = useState<{ undoSteps: readonly string[]; redo: string | null }>({
    undoSteps: [],
    redo: null,
  });
  const [isSaving, setSaving] = useState(false);

  async function readSteps(): Promise<void> {
    const steps = await outcomeOf(window.packshot.alts.steps({ storeId }));
    if (steps.ok) setSaved(steps.value);
  }
  useEffect(() => {
    let isOver = false;
    void outcomeOf(window.packshot.alts.steps({ storeId })).then((steps) => {
      if (steps.ok && !isOver) setSaved(steps.value);
    });
    return () => {
      isOver = true;
    };
  }, [storeId]);

  /** Saved texts are no drafts any more. */
  async function dropSaved(): Promise<void> {
    const rows = await reload();
    if (rows !== null) {
      const left = unsaved(altWorkOf(storeId).drafts, new Map(rows.map((row) => [row.key, row])));
      setAltWork(storeId, { drafts: left, past: [], future: [] });
    }
    await readSteps();
  }

  async function save(): Promise<void> {
    const changes = [...drafts].flatMap(([key, { alt }]) => {
      const row = byKey.get(key);
      if (row === undefined || !isChanged(row, drafts)) return [];
      return [{ productId: row.productId, imageId: row.imageId, before: row.alt, alt }];
    });
    if (changes.length === 0 || isSaving) return;
    setSaving(true);
    const answer = await ask(window.packshot.alts.save({ storeId, changes }));
    if (answer !== null) {
      if (answer.saved > 0) announce(text('alts.savedAnnounced', { count: answer.saved }));
      if (answer.changed > 0)
        useWindow.setState({ problem: reason('alts-changed-meanwhile', { count: answer.changed }) });
      await dropSaved();
    }
    setSaving(false);
  }

  return {
    drafts,
    undoSteps: [...past.map(({ words }) => words).toReversed(), ...saved.undoSteps],
    redoStep: future.at(-1)?.words ?? saved.redo,
    isSaving,
    write(words, texts) {
      const work = altWorkOf(storeId);
      const next = drafted(work.drafts, byKey, texts);
      if (texts.size > 0) setAltWork(storeId, withStep(work, words, next));
    },
    save,
    async undo() {
      const work = altWorkOf(storeId);
      const before = undone(work);
      if (before !== null) {
        setAltWork(storeId, before);
        announce(text('gallery.undone', { edit: work.past.at(-1)?.words ?? '' }));
        return true;
      }
      const isUndone = tellUndone(await outcomeOf(window.packshot.alts.undo({ storeId })));
      await dropSaved();
      return isUndone;
    },
    async redo() {
      const work = altWorkOf(storeId);
      const next = redone(work);
      if (next !== null) {
        setAltWork(storeId, next);
        announce(text('gallery.doneAgain', { edit: work.future.at(-1)?.words ?? '' }));
        return;
      }
      tellRedone(await outcomeOf(window.packshot.alts.redo({ storeId })));
      await dropSaved();
    },
  };
}
