// @ts-check
import { spawnSync } from 'node:child_process';
import { root, projectEnv } from './paths.mjs';
import { npmCommand } from './setup.mjs';

/** @typedef {{ name: string, severity: string }} Vulnerable */
/** @typedef {{ type: 'sound' } | { type: 'vulnerable', packages: Vulnerable[] } | { type: 'not-asked', why: string }} Audit */

const maxMs = 60_000;

/**
 * Asks the package registry whether problems of the packages that the app needs are known. Passes, and says so, where
 * the registry can't be reached or has no list of problems: then nothing is known.
 */
export function auditHolds() {
  const [file, ...args] = npmCommand();
  const asked = spawnSync(file, [...args, 'audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    env: projectEnv({ npm_config_audit: 'true', npm_config_fetch_retries: '0' }),
    timeout: maxMs,
  });
  const audit = readAudit(asked.stdout ?? '');
  console.log(auditInWords(audit));
  return audit.type !== 'vulnerable';
}

/**
 * @param {string} answer of `npm audit --json`
 * @returns {Audit}
 */
export function readAudit(answer) {
  /** @type {any} */
  let read = null;
  try {
    read = JSON.parse(answer);
  } catch {
    return { type: 'not-asked', why: 'npm gave no answer that can be read' };
  }
  if (typeof read?.vulnerabilities !== 'object' || read.vulnerabilities === null) {
    return { type: 'not-asked', why: whyNotAsked(read) };
  }
  const packages = Object.values(read.vulnerabilities).map(({ name, severity }) => ({ name, severity }));
  return packages.length === 0 ? { type: 'sound' } : { type: 'vulnerable', packages };
}

/**
 * @param {any} answer
 * @returns {string}
 */
function whyNotAsked(answer) {
  const status = Number(answer?.statusCode);
  if (status >= 400) return `the registry answered ${status}`;
  const code = answer?.error?.code;
  return typeof code === 'string' && code !== '' ? code : 'the registry could not be asked';
}

/** @param {Audit} audit */
export function auditInWords(audit) {
  switch (audit.type) {
    case 'sound':
      return 'No problem of a package is known to the registry.';
    case 'vulnerable':
      return audit.packages.map(({ name, severity }) => `${name}: ${severity}`).join('\n');
    case 'not-asked':
      return `NOT AUDITED: this registry has no list of problems, or can't be reached (${audit.why}).`;
  }
}
