import { expect, test, vi } from 'vitest';
import { createEvents } from '../../../electron/util/events.ts';

type TestEvent = { type: 'saved'; id: number } | { type: 'closed' };

test('an event reaches the listeners of its type at once, in the order of subscription', () => {
  const events = createEvents<TestEvent>({ error: () => {} });
  const heard: string[] = [];
  events.on('saved', ({ id }) => heard.push(`first ${id}`));
  events.on('closed', () => heard.push('closed'));
  events.on('saved', ({ id }) => heard.push(`second ${id}`));
  events.emit({ type: 'saved', id: 7 });
  expect(heard).toEqual(['first 7', 'second 7']);
});

test('a listener that throws is logged and stops neither the sender nor the other listeners', () => {
  const error = vi.fn<() => void>();
  const events = createEvents<TestEvent>({ error });
  const second = vi.fn<() => void>();
  events.on('closed', () => {
    throw new Error('no disk');
  });
  events.on('closed', second);
  events.emit({ type: 'closed' });
  expect(second).toHaveBeenCalledOnce();
  expect(error).toHaveBeenCalledWith('a listener of closed failed', { error: 'Error: no disk' });
});
