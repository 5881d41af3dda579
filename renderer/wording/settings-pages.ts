/** Pages of the settings, in their order. Their names are the texts `settings.<page>`. */
export const settingsPages = [
  'uploads',
  'bandwidth',
  'fileNames',
  'pictures',
  'hotFolders',
  'network',
  'help',
  'about',
] as const;
export type SettingsPage = (typeof settingsPages)[number];
