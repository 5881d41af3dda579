#!/usr/bin/env node
// @ts-check
/**
 * Takes the place of fpm, which can only be downloaded: packs a deb with `dpkg-deb` and an rpm with `rpmbuild`, from
 * the arguments that electron-builder gives fpm. A release is made with fpm.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    t: { type: 'string', short: 't' },
    d: { type: 'string', short: 'd', multiple: true, default: [] },
    force: { type: 'boolean' },
    architecture: { type: 'string', default: '' },
    'after-install': { type: 'string', default: '' },
    'after-remove': { type: 'string', default: '' },
    description: { type: 'string', default: '' },
    version: { type: 'string', default: '' },
    package: { type: 'string', default: '' },
    name: { type: 'string', default: '' },
    maintainer: { type: 'string', default: '' },
    vendor: { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    license: { type: 'string', default: '' },
    category: { type: 'string', default: '' },
    'deb-priority': { type: 'string', default: 'optional' },
    'deb-recommends': { type: 'string', multiple: true, default: [] },
    'deb-compression': { type: 'string' },
    'rpm-compression': { type: 'string' },
    'rpm-os': { type: 'string' },
    directories: { type: 'string', multiple: true, default: [] },
    'rpm-summary': { type: 'string', default: '' },
    'rpm-rpmbuild-define': { type: 'string', multiple: true },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'packshot-fpm-'));
try {
  const files = join(folder, 'files');
  mkdirSync(files);
  layOut(files);
  if (values.t === 'deb') makeDeb(files);
  else makeRpm(files);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Each `SOURCE=TARGET` of the arguments; of a folder its content.
 * @param {string} files
 */
function layOut(files) {
  for (const given of positionals) {
    const [source = '', target = ''] = given.split('=');
    const to = join(files, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(source, to, { recursive: true, verbatimSymlinks: true });
  }
  // This process makes files for its user only.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', files]);
}

/** @param {string} files */
function makeDeb(files) {
  const control = join(files, 'DEBIAN');
  const [first = '', ...more] = values.description.trim().split('\n');
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Vendor: values.vendor,
    Homepage: values.url,
    Section: values.category || 'default',
    Priority: values['deb-priority'],
    'Installed-Size': String(Math.ceil(sizeOf(files) / 1024)),
    Depends: values.d.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Description: [first, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  mkdirSync(control);
  const lines = Object.entries(fields).filter(([, value]) => value !== '');
  writeFileSync(join(control, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
  for (const [script, name] of /** @type {const} */ ([
    [values['after-install'], 'postinst'],
    [values['after-remove'], 'postrm'],
  ])) {
    copyFileSync(script, join(control, name));
    chmodSync(join(control, name), 0o755);
  }
  writeFileSync(join(control, 'md5sums'), sumsOf(files));
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-b', files, values.package], { stdio: 'pipe' });
}

/** @param {string} files */
function makeRpm(files) {
  /** @type {(script: string) => string} */
  const body = (script) =>
    readFileSync(script, 'utf8')
      .replace(/^#!.*\n/, '')
      .replaceAll('%', '%%');
  const spec = [
    `Name: ${values.name}`,
    `Version: ${values.version}`,
    'Release: 1',
    `Summary: ${values['rpm-summary']}`,
    `License: ${values.license}`,
    `URL: ${values.url}`,
    `Vendor: ${values.vendor}`,
    'AutoReqProv: no',
    ...values.d.map((name) => `Requires: ${name}`),
    // Stripping would change what the archive's hashes are for.
    '%define __os_install_post %{nil}',
    '%define _build_id_links none',
    '%description',
    values.description.trim(),
    '%post',
    body(values['after-install']),
    '%postun',
    body(values['after-remove']),
    '%files',
    '%defattr(-,root,root,-)',
    ...values.directories.flatMap((top) => foldersIn(files, top)).map((path) => `%dir "${path}"`),
    ...pathsIn(files).map((path) => `"/${path}"`),
    '',
  ];
  const top = join(folder, 'rpm');
  const rpmArchitecture = values.architecture === 'amd64' ? 'x86_64' : values.architecture;
  writeFileSync(join(folder, 'packshot.spec'), spec.join('\n'));
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--target',
      rpmArchitecture,
      '--define',
      `_topdir ${top}`,
      '--define',
      '_binary_payload w2.gzdio',
      '--buildroot',
      files,
      join(folder, 'packshot.spec'),
    ],
    { stdio: 'pipe' },
  );
  const made = pathsIn(join(top, 'RPMS')).find((path) => path.endsWith('.rpm')) ?? '';
  renameAcross(join(top, 'RPMS', made), values.package);
}

/**
 * @param {string} from
 * @param {string} to maybe on another file system
 */
function renameAcross(from, to) {
  try {
    renameSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/**
 * Files, not folders; from `top`.
 * @param {string} top
 */
function pathsIn(top) {
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
    .toSorted();
}

/**
 * A folder of the package, and all below it, as the package names them.
 * @param {string} files
 * @param {string} top
 */
function foldersIn(files, top) {
  const below = readdirSync(join(files, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(files.length));
  return [top, ...below];
}

/** @param {string} files */
function sizeOf(files) {
  return pathsIn(files).reduce((sum, path) => sum + statSync(join(files, path)).size, 0);
}

/**
 * For `dpkg --verify`.
 * @param {string} files
 */
function sumsOf(files) {
  const paths = pathsIn(files).filter((path) => !path.startsWith('DEBIAN/'));
  return execFileSync('md5sum', paths, { cwd: files, encoding: 'utf8' });
}
