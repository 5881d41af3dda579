// @ts-check
/**
 * Part of the lint step: names and comments must use the words of docs/GLOSSARY.md, not the older ones below.
 *
 * Remaining uses are listed in check-words-allowed.json. The list must match what is found, so it only gets
 * shorter: `node scripts/check-words.mjs --write-allowed` rewrites it after names were replaced or files
 * moved.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';
import { root } from './paths.mjs';

/** @typedef {'type' | 'function' | 'variable' | 'parameter' | 'property' | 'key' | 'file'} NameKind */
/** @typedef {{ name: string, kind: NameKind, at: number }} DeclaredName */
/** @typedef {{ file: string, word: string }} Allowed */
/** @typedef {Allowed & { line: number, instead: string }} Finding */
/** @typedef {{ type: string, start: number, [key: string]: any }} Node */

/**
 * `pattern` is tested against a whole name: in camel case, or a file's in kebab case without extension. Words
 * that are good English in another use are limited to kinds of names or to the folder where they have the old
 * meaning.
 * @type {readonly { pattern: RegExp, instead: string, kinds?: readonly NameKind[], under?: string }[]}
 */
const oldNames = [
  { pattern: word('hopper'), instead: 'AsyncQueue' },
  { pattern: word('breather|breathe'), instead: 'TimeSlicer, yieldToEventLoop' },
  { pattern: /^inSlices$/, instead: 'runInSlices' },
  { pattern: /^atOnce$/, instead: 'runSync', kinds: ['function'] },
  { pattern: /^lanes?$/i, instead: 'QueueRunner, JobContext; of a request: priority' },
  { pattern: /^lines?$/i, instead: 'JobContext, ReorderBuffer', kinds: ['type', 'file'] },
  { pattern: /^reach$/i, instead: 'ConnectivityMonitor', kinds: ['type', 'file'] },
  { pattern: /^hold$/i, instead: 'PauseReason', kinds: ['type'] },
  { pattern: word('settle|settles|settling'), instead: 'reconcile, ReconcileJob' },
  { pattern: /^look$/i, instead: 'verify, probeFile', kinds: ['type', 'function', 'file'] },
  { pattern: /^plac(?:e|ing)$/i, instead: 'assignSortOrder', kinds: ['function', 'file'] },
  { pattern: /^(?:note|heed)$/i, instead: 'recordResult, reportFailure', kinds: ['function'] },
  { pattern: word('told|untold'), instead: 'notify, notified, reported' },
  { pattern: word('teller'), instead: 'ProgressReporter' },
  { pattern: word('tally|tallies'), instead: 'Counters' },
  { pattern: /^historyKeeper$/i, instead: 'HistoryArchiver' },
  { pattern: /^catalogWatch$/i, instead: 'debounce' },
  { pattern: /^gathering$/i, instead: 'Batcher', kinds: ['type', 'file'] },
  { pattern: /^letGo/, instead: 'releaseHold, releaseAndDelete' },
  { pattern: /^giveBack$/i, instead: 'release' },
  { pattern: /^reviewBytes$/i, instead: 'StagedFiles' },
  { pattern: /^through$/i, instead: 'IntakeResult', kinds: ['type', 'file'] },
  { pattern: /^known$/i, instead: 'EditContext', kinds: ['type'] },
  { pattern: /^way$/i, instead: 'Transition', kinds: ['type'] },
  { pattern: word('amendment|amendments'), instead: 'EntryPatch' },
  { pattern: /^turnOf$/, instead: 'canRun' },
  { pattern: /^alone$/, instead: 'runExclusive', kinds: ['function'] },
  { pattern: /^flights?$/i, instead: 'HttpAttempt' },
  { pattern: /^powers$/i, instead: 'PreloadBridge' },
  { pattern: word('habit|habits'), instead: 'BatchContext' },
  { pattern: word('reading|readings'), instead: 'Interpretation', under: 'electron/matching/' },
  { pattern: /^(?:quiet(?:Ms)?|untilQuiet)$/i, instead: 'stable, waitUntilStable' },
  { pattern: word('junk'), instead: 'ignored files' },
  // Not keys of objects: reasons are stored with their arguments, and some of these are called `most`.
  {
    pattern: /^(?:most|least)(?:[A-Z]|$)/,
    instead: 'max..., min...',
    kinds: ['type', 'function', 'variable', 'parameter', 'property', 'file'],
  },
  { pattern: /-reasons$/, instead: 'the messages of their area', kinds: ['file'] },
  { pattern: /-words$/, instead: 'the messages of their area', kinds: ['file'], under: 'renderer/' },
];

/** Invented nouns in prose. Those that are also common words count only capitalised inside a sentence. */
const oldProse = [
  { pattern: /\b(hopper|breather)s?\b/gi, instead: 'AsyncQueue, TimeSlicer' },
  {
    pattern: /(?<=[a-z,] )(Lane|Reach|Settles|Tally|Teller|Amendment|Flight|Powers|Through)\b/g,
    instead: 'the word in docs/GLOSSARY.md',
  },
];

/** Old words that others depend on. @type {readonly (Allowed & { reason: string })[]} */
const kept = [
  {
    file: 'electron/practice/faults.ts',
    word: 'kind:',
    reason: "the practice store's control API takes faults with a `kind`",
  },
  {
    file: 'electron/outbox/records/entry-record.ts',
    word: 'told',
    reason: 'the name in the JSON of stored entries',
  },
  {
    file: 'test/unit/storage/stored-names.test.ts',
    word: 'told',
    reason: 'proves that name',
  },
];

const discriminants = new Set(['is', 'kind', 'do', 'class']);
const folders = ['electron', 'renderer', 'shared', 'scripts', 'test', 'docs'];
const allowedFile = join(root, 'scripts/check-words-allowed.json');

/** Matches one of these as a word of a name in camel or kebab case. @param {string} words separated by `|` */
function word(words) {
  const [first, rest] = [words, words.replaceAll(/(?<=^|\|)[a-z]/g, (letter) => letter.toUpperCase())];
  return new RegExp(`(?:^(?:${first}|${rest})|(?<=[a-z0-9])(?:${rest})|(?<=-)(?:${first}))(?![a-z])`);
}

/**
 * The old words in one file. `path` is from the top, with forward slashes.
 * @param {string} path
 * @param {string} source
 * @returns {Finding[]}
 */
export function findOldWords(path, source) {
  /** @type {Finding[]} */
  const found = [];
  /** @type {(at: number, word: string, instead: string) => void} */
  const add = (at, word, instead) => {
    if ([...found, ...kept].some((one) => one.file === path && one.word === word)) return;
    found.push({ file: path, word, line: source.slice(0, at).split('\n').length, instead });
  };
  const fileName = basename(path).replace(/\..*$/, '');
  const isCode = /\.[cm]?[jt]sx?$/.test(path);
  /** @type {DeclaredName[]} */
  const names = isCode ? [{ name: fileName, kind: 'file', at: 0 }] : [];
  let prose = [{ value: source, start: 0 }];
  if (isCode) {
    const { program, comments } = parseSync(path, source);
    prose = comments;
    walk(program, (node) => {
      names.push(...declaredBy(node));
      const isProduct = /^(?:electron|renderer|shared)\//.test(path);
      const discriminant = isProduct ? discriminantOf(node) : null;
      if (discriminant !== null) add(node.start, `${discriminant}:`, 'type:');
    });
  }
  for (const { name, kind, at } of names) {
    const old = oldNames.find(
      ({ pattern, kinds, under = '' }) =>
        pattern.test(name) && (kinds?.includes(kind) ?? true) && path.startsWith(under),
    );
    if (old) add(at, kind === 'file' ? basename(path) : name, old.instead);
  }
  for (const { value, start } of prose) {
    for (const { pattern, instead } of oldProse) {
      for (const match of value.matchAll(pattern)) add(start + match.index, `${match[0]} (prose)`, instead);
    }
  }
  return found;
}

/**
 * Names that a node declares. Imports, and properties destructured under their own name, are declared
 * elsewhere.
 * @param {Node} node
 * @returns {DeclaredName[]}
 */
function declaredBy(node) {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return namesIn(node['id'], 'type');
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'TSDeclareFunction':
    case 'ArrowFunctionExpression':
    case 'TSFunctionType':
    case 'TSMethodSignature': {
      const own = node.type === 'TSMethodSignature' ? node['key'] : node['id'];
      /** @type {Node[]} */
      const parameters = node['params'];
      return [
        ...namesIn(own, 'function'),
        ...parameters.flatMap((parameter) => namesIn(parameter, 'parameter')),
      ];
    }
    case 'VariableDeclarator':
      return namesIn(node['id'], isFunction(node['init']) ? 'function' : 'variable');
    case 'MethodDefinition':
      return namesIn(node['key'], node['kind'] === 'method' ? 'function' : 'property');
    case 'PropertyDefinition':
    case 'TSPropertySignature': {
      const type = node['typeAnnotation']?.typeAnnotation;
      return namesIn(node['key'], isFunction(node['value']) || isFunction(type) ? 'function' : 'property');
    }
    case 'ObjectExpression':
      return /** @type {Node[]} */ (node['properties']).flatMap(({ key, value, shorthand }) =>
        shorthand ? [] : namesIn(key, isFunction(value) ? 'function' : 'key'),
      );
    default:
      return [];
  }
}

/** @param {Node | null | undefined} node */
function isFunction(node) {
  return /^(?:ArrowFunctionExpression|FunctionExpression|TSFunctionType)$/.test(node?.type ?? '');
}

/**
 * The names in a name or a pattern.
 * @param {Node | null | undefined} node
 * @param {NameKind} kind
 * @returns {DeclaredName[]}
 */
function namesIn(node, kind) {
  switch (node?.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return [{ name: node['name'], kind, at: node.start }];
    case 'AssignmentPattern':
      return namesIn(node['left'], kind);
    case 'RestElement':
      return namesIn(node['argument'], kind);
    case 'TSParameterProperty':
      return namesIn(node['parameter'], kind);
    case 'ArrayPattern':
      return /** @type {Node[]} */ (node['elements']).flatMap((element) => namesIn(element, kind));
    case 'ObjectPattern':
      return /** @type {Node[]} */ (node['properties']).flatMap((property) =>
        property['shorthand'] ? [] : namesIn(property['value'] ?? property, kind),
      );
    default:
      return [];
  }
}

/**
 * The discriminant of a union's member, if it is not `type`.
 * @param {Node} node
 * @returns {string | null}
 */
function discriminantOf(node) {
  const isMember =
    node.type === 'TSPropertySignature' &&
    typeof node['typeAnnotation']?.typeAnnotation?.literal?.value === 'string';
  if (isMember && discriminants.has(node['key'].name)) return node['key'].name;
  if (node.type !== 'CallExpression' || node['callee'].property?.name !== 'discriminatedUnion') return null;
  const key = node['arguments'][0]?.value;
  return discriminants.has(key) ? key : null;
}

/**
 * @param {Node} node
 * @param {(node: Node) => void} visit
 */
function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') walk(child, visit);
    }
  }
}

/**
 * What exceeds the allowed list, and what the list has in vain.
 * @param {readonly Finding[]} found
 * @param {readonly Allowed[]} allowed
 */
export function compareWithAllowed(found, allowed) {
  /** @type {(one: Allowed) => string} */
  const key = ({ file, word }) => `${file}\n${word}`;
  const [foundKeys, allowedKeys] = [new Set(found.map(key)), new Set(allowed.map(key))];
  return {
    added: found.filter((one) => !allowedKeys.has(key(one))),
    gone: allowed.filter((one) => !foundKeys.has(key(one))),
  };
}

/** Files of the checkout written by people, as paths from the top with forward slashes. */
function writtenFiles() {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]sx?|md)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  return [...readdirSync(root).filter((name) => name.endsWith('.md')), ...below]
    .filter((path) => !path.includes('/fixtures/'))
    .toSorted();
}

/** @returns {Allowed[]} */
function readAllowed() {
  return JSON.parse(readFileSync(allowedFile, 'utf8'));
}

function check() {
  const found = writtenFiles().flatMap((path) => findOldWords(path, readFileSync(join(root, path), 'utf8')));
  if (process.argv.includes('--write-allowed')) {
    const { added, gone } = compareWithAllowed(found, readAllowed());
    for (const { file, word } of added) console.log(`Now allowed: ${word} in ${file}`);
    console.log(`${added.length} added, ${gone.length} removed`);
    const rows = found.map(({ file, word }) => `  ${JSON.stringify({ file, word })}`);
    writeFileSync(allowedFile, rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`);
  }
  const { added, gone } = compareWithAllowed(found, readAllowed());
  for (const { file, line, word, instead } of added) {
    console.error(`${file}:${line}: ${word} is an old word. New: ${instead}.`);
  }
  for (const { file, word } of gone) {
    console.error(`${file}: ${word} is gone, so it has to leave the allowed list too.`);
  }
  if (added.length + gone.length > 0) {
    console.error('Replace the old words, then run: node scripts/check-words.mjs --write-allowed');
    process.exitCode = 1;
  } else if (found.length > 0) {
    const files = new Set(found.map(({ file }) => file)).size;
    console.log(`${found.length} old words are left in ${files} files: scripts/check-words-allowed.json`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) check();
