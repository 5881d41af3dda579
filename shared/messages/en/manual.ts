/** The frame of the manual. Its pages are in docs/manual. */
export const manualTexts = {
  'manual.title': 'Manual',
  'manual.help': 'How Packshot works, with a search. Key: F1.',
  'manual.open': 'Open manual',
  'manual.search': 'Search the manual',
  'manual.contents': 'Pages',
  'manual.results': 'Results',
  'manual.found': '{count, plural, =0 {No matches} one {# result} other {# results}}',
} as const;
