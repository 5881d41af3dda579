import { expect, test } from 'vitest';
import { readRules, ruleValues, textRules, usualRules } from '../../../electron/practice/rules.ts';

test('knows the values of every rule, and the usual one is among them', () => {
  expect([...Object.keys(ruleValues), ...textRules]).toEqual(Object.keys(usualRules));
  for (const [name, values] of Object.entries(ruleValues)) {
    expect(values.map(String)).toContain(String(usualRules[name as keyof typeof usualRules]));
    expect(new Set(values.map(String)).size).toBeGreaterThan(1);
  }
});

test('reads rules as the command line has them', () => {
  expect(
    readRules(['renumbering=never', 'tooLargeStatus=413', 'firewall=draft', 'firewallText=a=b']),
  ).toEqual({
    ok: true,
    value: { renumbering: 'never', tooLargeStatus: 413, firewall: 'draft', firewallText: 'a=b' },
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
