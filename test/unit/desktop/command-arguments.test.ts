import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandArguments } from '../../../electron/desktop/command-arguments.ts';

describe('the command line inside the packaged app', () => {
  test('gets exactly what follows the marker, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (given) => {
        expect(commandArguments(['/opt/Packshot/packshot-app', '--command-line', '--', ...given])).toEqual(
          given,
        );
      }),
    );
  });

  test('is found after switches of Chromium, and after the module under the test shell', () => {
    expect(commandArguments(['app', '--no-sandbox', '--command-line', '--', 'status'])).toEqual(['status']);
    expect(commandArguments(['node', 'main.js', '--command-line', '--', 'run', '--', '-x'])).toEqual([
      'run',
      '--',
      '-x',
    ]);
  });

  test('is not started by files, addresses or a marker without its end', () => {
    for (const argv of [[], ['app'], ['app', 'a.jpg', '--', 'status'], ['app', '--command-line', 'status']]) {
      expect(commandArguments(argv)).toBeNull();
    }
  });
});
