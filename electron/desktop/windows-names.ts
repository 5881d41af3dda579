/**
 * Windows shows notifications and groups windows under this name, which the shortcut has too
 * (electron-builder.config.mjs).
 */
export const appId = 'com.packshot.Packshot';

/**
 * By this class Windows starts the app for a click on a notification. Electron registers it for the user, and without a
 * name of ours by a random one, which the uninstaller could not take back (packaging/installer.nsh).
 */
export const toastActivator = '{6E0F3C5A-7B0D-4C0B-9B57-2B6A4D8F1E93}';
