// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ZXING_CPP_COMMIT } from 'zxing-wasm/reader';
import { modules, root } from '../paths.mjs';

/**
 * Something that is shipped and was made by others. `isElsewhere`: it is not from npm.
 * @typedef {{ name: string, version: string, licence: string, text: string, isElsewhere?: boolean }} Component
 */
/** @typedef {import('./archive.mjs').ArchivedFile} ArchivedFile */
/** @typedef {{ name: string, version: string, license?: string, author?: string | { name?: string } }} About a package.json */
/** @typedef {{ folder: string, about: About }} Packed a package in an archive */
/** @typedef {{ name: string | null, version: string | null, identifier: string | null, text: string | null }} Listed */

/**
 * All that a package holds of others' work: what was bundled, what stands beside the bundles, and the font. Electron
 * brings its own notices and those of Chromium.
 * @param {readonly ArchivedFile[]} files of the archive
 * @returns {Component[]} sorted by name; each once
 */
export function shippedComponents(files) {
  const all = [...bundledPackages(), ...packagesAmong(files).map(componentOf), interFont(), barcodeReader()];
  const known = new Map(all.map((component) => [`${component.name}@${component.version}`, component]));
  return [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The bundler's own lists of what went into each bundle. @returns {Component[]} */
function bundledPackages() {
  return ['main', 'preload', 'renderer'].flatMap((part) => {
    /** @type {Listed[]} */
    const listed = JSON.parse(readFileSync(join(root, 'out', part, 'licences.json'), 'utf8'));
    return listed.map(({ name, version, identifier, text }) => {
      if (!name || !version) throw new Error(`The list of licences of ${part} has an entry without name.`);
      return withText({ name, version, licence: identifier ?? '', text: text ?? '' });
    });
  });
}

/**
 * The packages that stand in an archive beside the bundles.
 * @param {readonly ArchivedFile[]} files
 * @returns {Packed[]}
 */
export function packagesAmong(files) {
  const folderOf = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
  const byFolder = Map.groupBy(files, ({ path }) => folderOf.exec(path)?.[0] ?? '');
  byFolder.delete('');
  return [...byFolder].map(([folder, own]) => {
    const about = own.find(({ path }) => path === `${folder}/package.json`);
    if (about === undefined) throw new Error(`${folder} has no package.json in the archive.`);
    return { folder, about: JSON.parse(about.read().toString('utf8')) };
  });
}

/**
 * @param {Packed} packed
 * @returns {Component}
 */
function componentOf({ folder, about: { name, version, license = '', author } }) {
  const source = installedFolder(folder, version);
  // libvips lists the libraries inside it only in its README.
  const wanted = name.startsWith('@img/sharp-') ? /^(?:licen[cs]e|readme)/i : /^(?:licen[cs]e|notice)/i;
  const texts = readdirSync(source)
    .filter((file) => wanted.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8').trim());
  return withText({
    name,
    version,
    licence: license,
    text: texts.join('\n\n'),
    author: typeof author === 'string' ? author : author?.name,
  });
}

/**
 * Where npm installed a package of the archive, which has no licence files.
 * @param {string} folder in the archive
 * @param {string} version
 */
function installedFolder(folder, version) {
  const places = [join(root, folder), join(modules, '@img/sharp-wasm32', folder)];
  const found = places.find((place) => {
    const file = join(place, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
  if (found === undefined) throw new Error(`${folder} ${version} is packed, but not installed.`);
  return found;
}

/** @returns {Component} */
function interFont() {
  const text = readFileSync(join(root, 'renderer/ui/fonts/OFL.txt'), 'utf8').trim();
  return { name: 'Inter', version: '4.001', licence: 'OFL-1.1', text, isElsewhere: true };
}

/** The library inside the WebAssembly of zxing-wasm, which names its terms only in its README. @returns {Component} */
function barcodeReader() {
  const terms = readFileSync(join(modules, 'sharp/LICENSE'), 'utf8').trim();
  if (!terms.startsWith('Apache License'))
    throw new Error('sharp has no longer the text of the Apache License.');
  const text = `Copyright: the authors of ZXing-C++\n\n${terms}`;
  const version = ZXING_CPP_COMMIT.slice(0, 12);
  return { name: 'zxing-cpp', version, licence: 'Apache-2.0', text, isElsewhere: true };
}

/** The terms of licences that some packages name without their text. */
const terms = new Map([
  [
    'ISC',
    'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.\n\nTHE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.',
  ],
  [
    'MIT',
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
  ],
]);

/**
 * Throws for a package without any terms: it must not be shipped before somebody has looked.
 * @param {Component & { author?: string }} component
 * @returns {Component}
 */
function withText({ name, version, licence, text, author }) {
  if (licence === '' && text === '') throw new Error(`${name} ${version} has no licence.`);
  if (text !== '') return { name, version, licence, text };
  const found = terms.get(licence);
  if (found === undefined) throw new Error(`${name} ${version} has no text of its licence, ${licence}.`);
  return { name, version, licence, text: `Copyright: ${author ?? `the authors of ${name}`}\n\n${found}` };
}

/**
 * The notices as one page. Packages with the same text stand together.
 * @param {readonly Component[]} components
 */
export function noticesPage(components) {
  const byText = Map.groupBy(components, ({ text }) => text);
  const parts = [...byText].map(([text, sharing]) => {
    const heads = sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${heads.join('\n')}\n\n${text}\n`;
  });
  const intro =
    'Packshot contains the following software and fonts of others, under their licences.\n' +
    'Electron and Chromium have theirs in LICENSE.electron.txt and LICENSES.chromium.html.\n' +
    'libvips and libheif are under the LGPL. They stand as files of their own in app.asar.unpacked\n' +
    'and can be replaced by other builds of the same version.\n';
  return `${intro}\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
