import { expect, test } from 'vitest';
import { refuseDebuggers } from '../../../electron/desktop/debuggers.ts';

/** The switches that are left of a start with these. */
function leftOf(isPackaged: boolean, given: readonly string[]): string[] {
  const left = new Set(given);
  const commandLine = {
    hasSwitch: (name: string) => left.has(name),
    removeSwitch: (name: string) => void left.delete(name),
    getSwitchValue: () => '',
    appendSwitch: () => undefined,
    appendArgument: () => undefined,
  };
  refuseDebuggers({ isPackaged, commandLine });
  return [...left];
}

const given = ['remote-debugging-port', 'remote-debugging-pipe', 'proxy-server', 'no-sandbox'];

test('a package takes the switches away that open it to a debugger, and no other', () => {
  expect(leftOf(true, given)).toEqual(['proxy-server', 'no-sandbox']);
});

test('a start in a checkout keeps them', () => {
  expect(leftOf(false, given)).toEqual(given);
});
