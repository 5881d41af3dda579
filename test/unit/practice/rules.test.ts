import { expect, test } from 'vitest';
import { readRules, ruleValues, usualRules } from '../../../electron/practice/rules.ts';

test('knows the values of every rule, including its default', () => {
  expect([...Object.keys(ruleValues), 'firewall']).toEqual(Object.keys(usualRules));
  for (const [name, values] of Object.entries(ruleValues)) {
    expect(values.map(String)).toContain(String(usualRules[name as keyof typeof usualRules]));
    expect(new Set(values.map(String)).size).toBeGreaterThan(1);
  }
});

test('reads rules from the command line', () => {
  expect(readRules(['renumbering=never', 'tooLargeStatus=413', 'firewall=draft'])).toEqual({
    ok: true,
    value: { renumbering: 'never', tooLargeStatus: 413, firewall: 'draft' },
  });
});

test.each([
  'gravity=off',
  'renumbering',
  'renumbering=',
  'tooLargeStatus=500',
  'toString=1',
  'firewall=',
  '',
])('refuses %j with a sentence', (text) => {
  expect(readRules([text])).toEqual({ ok: false, reason: expect.stringMatching(/^--rule .*\.$/) });
});
