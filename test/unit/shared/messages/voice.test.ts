import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { commandLineTexts } from '../../../../shared/messages/en/command-line.ts';
import { connectionReasons } from '../../../../shared/messages/en/reasons-connection.ts';
import { galleryReasons } from '../../../../shared/messages/en/reasons-gallery.ts';
import { reasons } from '../../../../shared/messages/en/reasons.ts';
import { updateReasons } from '../../../../shared/messages/en/reasons-updates.ts';
import { windowReasons } from '../../../../shared/messages/en/reasons-window.ts';
import { texts } from '../../../../shared/messages/en/texts.ts';
import type { ReasonTexts } from '../../../../shared/messages/reason.ts';

/** What docs/VOICE.md asks and a machine can check. */

type Message = [where: string, message: string];

const codes = Object.entries<ReasonTexts>(reasons);
const sentences: Message[] = codes.flatMap(([code, { sentence, next, nextInCommand }]): Message[] => [
  [code, sentence],
  ...(next === undefined ? [] : [[`${code} (next)`, next] satisfies Message]),
  ...(nextInCommand === undefined ? [] : [[`${code} (next in a command)`, nextInCommand] satisfies Message]),
]);
const labels: Message[] = Object.entries<string>(texts).filter(([key]) => !(key in commandLineTexts));
const all: Message[] = [...Object.entries<string>(texts), ...sentences];

/** Words of earlier versions, and words that have another one in the table of terms. */
const avoided: readonly [RegExp, string][] = [
  [/\bNothing waits\b/i, 'Nothing to upload'],
  [/\bcould not be done\b/i, 'failed'],
  [/\bgoes in \{/i, 'Removing in'],
  [/\bleft out\b|\bleave out\b(?! follow)/i, 'Excluded, Exclude'],
  [/\bcan’t be used\b(?! here|\. Photos)/i, 'Skipped'],
  [/\bmake it the thumbnail\b/i, 'Set as thumbnail'],
  [/^keys$/i, 'Keyboard shortcuts'],
  [/\bfailed ones\b/i, 'Retry failed'],
  [/\bnot sent yet…/i, 'Cancel remaining…'],
  [/\badded with it\b/i, 'This batch'],
  [/\bwithout saying why\b/i, 'and gave no reason'],
  [/\bbyte of this\b/i, 'Uploaded unchanged'],
  [/\bits turn\b/i, 'Queued'],
  [/\bmay modify\b/i, 'Needs the scope Products: modify'],
  [/\blast seen\b/i, 'Last updated'],
  [/\bfewer letters\b/i, 'No matches'],
  [/\bat certain times\b/i, 'Scheduled limits'],
  [/\bleft to other apps\b/i, 'reserved for other apps'],
  [/\bsays its place\b/i, 'is its position'],
  [/\bby itself\b/i, 'automatically'],
  [/\bwhat waits\b/i, 'Queued photos'],
  [/\bmake room\b|\bhas room\b(?! for)/i, 'Free up disk space'],
  [/\bnot there any more\b|\bany more\b/i, 'no longer'],
  [/\bstays? so\b|\bstays like this\b/i, 'happens again'],
  [/\bpictures?\b/i, 'photo, image'],
  [/\bplaces?\b(?!\})/i, 'position'],
  [/\bphotographs?\b/i, 'photo'],
  [/\bquota\b(?!\})/i, 'API limit'],
  [/\barticles?\b/i, 'product'],
  [/\bcannot\b/i, 'can’t'],
  [/\bplease\b|\bsorry\b|\boops\b/i, 'nothing'],
];

/** Words with a capital inside a sentence: names, abbreviations, keys, and labels of BigCommerce and this app. */
const names: ReadonlySet<string> = new Set(
  (
    'Packshot BigCommerce Ubuntu GNOME Keyring KWallet OneDrive Dropbox Windows Node IT API APIs SKU SKUs URL ID IDs MIT GB MB KB Mbit UTF ' +
    'WebDAV HTTP HTTPS DNS PAC PATHS JPEG JPEGs PNG WebP GIF GIFs TIFF HEIC BMP WBMP XBM CSV JSON Lab CMYK V2 V3 RGB ' +
    'No Enter Escape Shift Ctrl Alt Home Tab Control Z A M F2 B Match Settings Network Basic Products File Hot Row Then'
  ).split(' '),
);

/** Reasons that report how things are, so nothing has to be done. */
const facts: ReadonlySet<string> = new Set([
  'already-queued',
  'already-there',
  'address-twice',
  'twice-in-batch',
  'read-as-list',
  'question-gone',
  'cancelled',
  'changed-by-others',
  ...codes.map(([code]) => code).filter((code) => code.startsWith('check-')),
]);
/** Checks that find something to do. */
const findings = [
  'check-old-node',
  'check-disk-full',
  'check-disk-nearly-full',
  'check-folder-open-to-others',
  'check-database-damaged',
  'check-decoders-broken',
  'check-no-store',
  'check-no-token',
  'check-quota-spent',
];

/** Reasons that no command can meet. */
const windowOnly: ReadonlySet<string> = new Set([
  ...[connectionReasons, galleryReasons, updateReasons, windowReasons].flatMap(Object.keys),
  'could-not-queue',
  'left-the-review',
  'link-added',
  'still-checked',
  'unknown-folder',
]);
/** What only the window has: labels of its buttons, its settings and its gestures. */
const windowLabels: ReadonlySet<string> = new Set(labels.map(([, label]) => label.replace(/…$/, '')));
const ofTheWindow =
  /\b(?:[Dd]rop|[Dd]ismiss|[Rr]etry|[Rr]efresh|[Pp]ress|review)\b|\b[Ss]ign in (?:to the store )?again|\bSettings, (?!File access)/;
/** Labels of BigCommerce that are among those of the window. */
const ofBigCommerce: ReadonlySet<string> = new Set(['Products: modify']);

/** Every form of a message, its arguments as `{}`. */
function formsOf(message: string): string[] {
  return joined(parse(message, { ignoreTag: true }));
}

function joined(elements: readonly MessageFormatElement[]): string[] {
  return elements.reduce<string[]>(
    (starts, element) => starts.flatMap((start) => partsOf(element).map((part) => start + part)),
    [''],
  );
}

function partsOf(element: MessageFormatElement): string[] {
  if (element.type === TYPE.literal) return [element.value];
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return ['{}'];
  return Object.values(element.options).flatMap(({ value }) => joined(value));
}

/** Words that begin with a capital, but not the first of a sentence or a quotation, nor a command's option. */
function capitalsWithin(form: string): string[] {
  const words = form.split(/[\s/,;()…]+/).filter((word) => word !== '');
  return words.filter((word, index) => {
    const before = words[index - 1] ?? '.';
    const bare = word.replace(/^[{“-]+|[.:?”’}]+s?$/gu, '').replace(/’s$/, '');
    return (
      /^\p{Lu}/u.test(bare) &&
      !/[.:?]”?$/.test(before) &&
      !word.startsWith('“') &&
      !/^[A-Z_]+$|\./.test(bare) &&
      !bare.split(/[+-]/).every((part) => names.has(part) || !/^\p{Lu}/u.test(part))
    );
  });
}

describe('the voice', () => {
  test.each(all)('%s uses the terms of docs/VOICE.md', (_, message) => {
    const found = avoided.filter(([pattern]) => pattern.test(message));
    expect(found.map(([pattern, instead]) => `${pattern.source}: ${instead}`)).toEqual([]);
  });

  test.each([...labels, ...sentences])(
    '%s has no exclamation mark and no stray punctuation',
    (_, message) => {
      for (const form of formsOf(message)) {
        expect(form).not.toContain('!');
        expect(form).not.toMatch(/\.\.|\s[,.;:](?!\S)/);
      }
    },
  );

  test.each([...labels, ...sentences])('%s is in sentence case', (_, message) => {
    expect(formsOf(message).flatMap(capitalsWithin)).toEqual([]);
  });

  test.each(sentences)('%s ends as a sentence', (_, message) => {
    for (const form of formsOf(message)) {
      if (form !== '') expect(form).toMatch(/(?:[.?]|”|\{\}|\/dav\/)$/);
    }
  });

  test.each(codes.filter(([code]) => !windowOnly.has(code)))(
    'what a command says to do about %s can be done without the window',
    (_, { next = '', nextInCommand = next }) => {
      for (const form of formsOf(nextInCommand)) {
        expect(form).not.toMatch(ofTheWindow);
        const quoted = [...form.matchAll(/“([^”]+)”/g)].map(([, label = '']) => label);
        expect(quoted.filter((label) => windowLabels.has(label) && !ofBigCommerce.has(label))).toEqual([]);
      }
    },
  );

  test('says what to do next after every error', () => {
    const silent = codes.filter(([code, { next }]) => next === undefined && !facts.has(code));
    expect(silent.map(([code]) => code)).toEqual([]);
    const idle = findings.filter((code) => codes.find(([each]) => each === code)?.[1].next === undefined);
    expect(idle).toEqual([]);
  });

  test('has one wording for one label', () => {
    const wordings = new Map<string, Set<string>>();
    for (const [key, label] of labels) {
      // Parts of a sentence, and labels with an access key.
      if (/^(?:matching\.|window\.menu)/.test(key)) continue;
      const bare = label.replace(/…$|\.$/, '');
      const meaning = bare.toLowerCase().replace(/\b(?:the|an?|its?|your)\b|[^\p{L}\p{N}{}#=?]/gu, '');
      const known = wordings.get(meaning) ?? new Set();
      wordings.set(meaning, known.add(bare.charAt(0).toLowerCase() + bare.slice(1)));
    }
    expect([...wordings.values()].filter(({ size }) => size > 1).map((each) => [...each])).toEqual([]);
  });
});
