/** What others changed in a gallery while Packshot carried out the user's changes. */
export const noticesTexts = {
  'notices.addedFirst':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it stays} other {they stay}} at the beginning.',
  'notices.addedAfter':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it stays} other {they stay}} after “{name}”.',
  'notices.addedBeside':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it stays} other {they stay}} next to the same images.',
  'notices.movedIsGone':
    '{count, plural, one {An image you moved is} other {# images you moved are}} no longer in the store.',
  'notices.removed': '{count, plural, one {An image was} other {# images were}} removed by someone else.',
  'notices.othersRemoved':
    '{count, plural, one {Another image was} other {# other images were}} removed by someone else.',
  'notices.movedByBoth': '“{name}” was also moved by someone else. Your position is used.',
  'notices.severalMovedByBoth':
    '{count, number} images were also moved by someone else. Your positions are used.',
  'notices.movedByOthers': '“{name}” was moved by someone else and stays there.',
  'notices.severalMovedByOthers': '{count, number} images were moved by someone else and stay there.',
  'notices.thumbnailChanged': 'Someone else set “{other}” as thumbnail. It is “{name}” again, as you chose.',
} as const;
