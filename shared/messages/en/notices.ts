/** What others changed in a gallery while Packshot carried out the user's changes. */
export const noticesTexts = {
  'notices.addedFirst':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it is} other {they are}} kept at the beginning.',
  'notices.addedAfter':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it is} other {they are}} kept after “{name}”.',
  'notices.addedBeside':
    '{count, plural, one {An image was} other {# images were}} added by someone else; {count, plural, one {it is} other {they are}} kept next to the images they were put beside.',
  'notices.movedIsGone':
    '{count, plural, one {An image you moved is} other {# images you moved are}} gone from the store.',
  'notices.removed': '{count, plural, one {An image was} other {# images were}} removed by someone else.',
  'notices.othersRemoved':
    '{count, plural, one {Another image was} other {# other images were}} removed by someone else.',
  'notices.movedByBoth': '“{name}” was moved by someone else too; it goes where you put it.',
  'notices.severalMovedByBoth':
    '{count, number} images were moved by someone else too; they go where you put them.',
  'notices.movedByOthers': '“{name}” was moved by someone else; it stays where they put it.',
  'notices.severalMovedByOthers':
    '{count, number} images were moved by someone else; they stay where they put them.',
  'notices.thumbnailChanged':
    'Someone else set “{other}” as thumbnail meanwhile; now it is “{name}”, as you chose.',
} as const;
