import { expect, test } from 'vitest';
import { UndoStack, type Step } from '../../../electron/util/undo-stack.ts';
import { no, ok } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';

function step(words: string, log: string[], more: Partial<Step> = {}): Step {
  const does = (what: string) => () => {
    log.push(`${what} ${words}`);
    return ok(null);
  };
  return { words, undo: does('undo'), redo: does('redo'), ...more };
}

test('steps are named newest first, and undone and redone in turn', () => {
  const log: string[] = [];
  const stack = new UndoStack();
  stack.add(step('a', log));
  stack.add(step('b', log));
  expect(stack.undoWords).toEqual(['b', 'a']);
  expect(stack.undo()).toEqual({ ok: true, value: { type: 'done', edit: 'b' } });
  expect(stack.redoWords).toBe('b');
  stack.redo();
  stack.undo();
  stack.undo();
  expect(stack.undo()).toEqual({ ok: true, value: { type: 'nothing' } });
  expect(log).toEqual(['undo b', 'redo b', 'undo b', 'undo a']);
});

test('a step that removes images is undone only once it is confirmed', () => {
  const log: string[] = [];
  const stack = new UndoStack();
  const counts = { open: 1, arrived: 2, stays: 0 };
  stack.add(step('a', log, { asks: () => counts }));
  expect(stack.undo()).toEqual({ ok: true, value: { type: 'asks', edit: 'a', counts } });
  expect(log).toEqual([]);
  expect(stack.asks()).toEqual({ edit: 'a', counts });
  // Another step followed while the question was open.
  stack.add(step('b', log, { asks: () => counts }));
  expect(stack.undo('a')).toEqual({ ok: true, value: { type: 'asks', edit: 'b', counts } });
  expect(log).toEqual([]);
  stack.undo('b');
  expect(stack.undo('a')).toEqual({ ok: true, value: { type: 'done', edit: 'a' } });
  expect(log).toEqual(['undo b', 'undo a']);
  expect(stack.asks()).toBeNull();
});

test('a step that became final is forgotten, and one that fails counts as undone', () => {
  const log: string[] = [];
  const stack = new UndoStack();
  const failure = no(reason('tile-gone'));
  stack.add(step('a', log, { undo: () => failure }));
  stack.add(step('b', log, { isPossible: () => false }));
  expect(stack.undoWords).toEqual(['a']);
  expect(stack.undo()).toEqual(failure);
  expect(stack.undoWords).toEqual([]);
});
