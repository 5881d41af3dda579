// @ts-check
/** `node scripts/package/release-notes.mjs v1.2.3`: prints what CHANGELOG.md says of this version of package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';

/**
 * The section of a version, without its heading; null if there is none or it is empty.
 * @param {string} changelog
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/[\s(]/, 1)[0] === version);
  const notes = section?.slice(section.indexOf('\n') + 1).trim();
  return notes || null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tag = process.argv[2] ?? '';
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
  if (tag !== `v${version}`) fail(`The tag is ${tag}, and the version of package.json ${version}.`);
  else if (notes === null) fail(`CHANGELOG.md says nothing of ${version}.`);
  else console.log(notes);
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
