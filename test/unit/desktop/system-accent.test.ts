import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createSystemAccent, readAccent } from '../../../electron/desktop/system-accent.ts';

test.each([
  ['aabbccdd', '#aabbcc'],
  ['#AABBCC', '#aabbcc'],
  ['', null],
  ['red', null],
])('the system’s colour %s is %s', (given, colour) => {
  expect(readAccent(given)).toBe(colour);
});

type SystemListener = (event: string, userInfo: Record<string, unknown>, object: string) => void;

class Preferences extends EventEmitter {
  colour = 'ff0000ff';
  subscribed: string[] = [];
  getAccentColor(): string {
    if (this.colour === '') throw new Error('not supported');
    return this.colour;
  }
  subscribeNotification(name: string | null, listener: SystemListener): number {
    this.subscribed.push(name ?? '');
    this.on('notified', () => listener('', {}, ''));
    return 1;
  }
}

test('a change of the system’s colour is heard, on each system by its own event', () => {
  let heard = 0;
  const preferences = new Preferences();
  createSystemAccent(preferences, 'win32').onChange(() => heard++);
  preferences.emit('accent-color-changed');
  createSystemAccent(preferences, 'darwin').onChange(() => heard++);
  preferences.emit('notified');
  expect(heard).toBe(2);
  expect(preferences.subscribed).toEqual(['AppleColorPreferencesChangedNotification']);
});

test('a system without an accent colour has none', () => {
  const preferences = new Preferences();
  preferences.colour = '';
  expect(createSystemAccent(preferences, 'linux').current()).toBeNull();
});
