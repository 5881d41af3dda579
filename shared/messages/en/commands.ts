/** The command palette and the list of shortcuts. */
export const commandsTexts = {
  'commands.palette': 'Commands and products',
  'commands.searchLabel': 'Search commands and products',
  'commands.search': 'Search products',
  'commands.everywhere': 'Everywhere',
  'commands.home': 'Go to the start screen',
  'commands.addFromWeb': 'Add from web…',
  'commands.batches': 'Batches',
  'commands.showOutbox': 'Show outbox',
  'commands.hideOutbox': 'Hide outbox',
  'commands.retryFailed': 'Retry failed',
  'commands.pause': 'Pause uploads',
  'commands.resume': 'Resume uploads',
  'commands.withoutImages': 'List products without images',
  'commands.countImages': 'Count images in the store',
  'commands.addStore': 'Connect another store…',
  'commands.switchTo': 'Switch to {store}',
  'commands.settings': 'Settings: {page}',
  'commands.noMatches': 'No matches',
  'commands.sum':
    '{actions, plural, one {# command} other {# commands}}, {products, plural, one {# product} other {# products}}',
} as const;
