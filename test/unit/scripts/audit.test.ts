import { expect, test } from 'vitest';
import { auditInWords, readAudit } from '../../../scripts/audit.mjs';

test('an answer without problems is sound', () => {
  expect(readAudit('{"vulnerabilities":{},"metadata":{}}')).toEqual({ type: 'sound' });
});

test('each package with a problem is named with its severity', () => {
  const answer = {
    vulnerabilities: {
      got: { name: 'got', severity: 'high', via: [] },
      zod: { name: 'zod', severity: 'low' },
    },
  };
  const audit = readAudit(JSON.stringify(answer));
  expect(audit.type).toBe('vulnerable');
  expect(auditInWords(audit)).toBe('got: high\nzod: low');
});

test.each([
  ['a registry without a list', '{"statusCode":405,"message":"405","error":{"summary":""}}', '405'],
  ['no network', '{"error":{"code":"ENOTFOUND","summary":"x"}}', 'ENOTFOUND'],
  ['no answer', '', 'no answer'],
  ['an answer that is no object', 'null', 'could not be asked'],
])('%s is told as not audited, and is no failure', (_what, answer, why) => {
  const audit = readAudit(answer);
  expect(audit.type).toBe('not-asked');
  expect(auditInWords(audit)).toContain('NOT AUDITED');
  expect(auditInWords(audit)).toContain(why);
});
