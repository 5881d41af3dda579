/** Texts of the window's frame: its menu, and what is shown where the page can't be. */
export const windowTexts = {
  'window.menuFile': '&File',
  'window.menuRecent': 'Open recent',
  'window.menuQuit': '&Quit',
  'window.menuQuitMac': 'Quit Packshot',
  'window.menuView': '&View',
  'window.menuManual': 'Manual',
  'window.menuCheck': 'Check this computer and the connection…',
  'window.menuUpdates': 'Check for updates…',
  'window.menuDiagnostics': 'Copy diagnostics',
  'window.menuLogs': 'Show logs',
  'window.menuReport': 'Report a problem…',
  'window.notLoaded': 'Packshot could not load its window',
  'window.queueIsKept': 'Queued photos are still sent. Nothing is lost.',
  'window.notLoadedNext':
    'Close Packshot and open it again. If it happens again, reinstall Packshot, or report it with the log in {folder}.',
  'window.cantStart': 'Packshot can’t start',
  'window.notStarted':
    'Something went wrong. Start Packshot again. If it happens again, report it with the log from the data folder.',
} as const;
