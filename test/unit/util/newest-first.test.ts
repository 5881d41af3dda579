import { expect, test } from 'vitest';
import { NewestFirst } from '../../../electron/util/newest-first.ts';

/** Asks for turns by name, and lists them as they are given (`+`) and refused (`-`). */
function asking(atOnce: number, maxWaiting: number) {
  const turns = new NewestFirst(atOnce, maxWaiting);
  const answers: string[] = [];
  const ask = (name: string): void =>
    void turns.turn().then((isTheirs) => answers.push(`${isTheirs ? '+' : '-'}${name}`));
  const settled = async (): Promise<string[]> => {
    await new Promise(setImmediate);
    return answers.splice(0);
  };
  return { turns, ask, settled };
}

test('the last to ask is next', async () => {
  const { turns, ask, settled } = asking(2, 10);
  for (const name of 'abcde') ask(name);
  expect(await settled()).toEqual(['+a', '+b']);
  turns.done();
  expect(await settled()).toEqual(['+e']);
  ask('f');
  turns.done();
  expect(await settled()).toEqual(['+f']);
  for (let n = 0; n < 4; n++) turns.done();
  expect(await settled()).toEqual(['+d', '+c']);
  ask('g');
  ask('h');
  ask('i');
  expect(await settled()).toEqual(['+g', '+h']);
});

test('when too many wait, the oldest is turned away', async () => {
  const { ask, settled } = asking(1, 2);
  for (const name of 'abcd') ask(name);
  expect(await settled()).toEqual(['+a', '-b']);
});

test('all who wait can be turned away, and others ask after them', async () => {
  const { turns, ask, settled } = asking(1, 5);
  for (const name of 'abc') ask(name);
  turns.clear();
  expect(await settled()).toEqual(['+a', '-b', '-c']);
  turns.done();
  ask('d');
  expect(await settled()).toEqual(['+d']);
});
