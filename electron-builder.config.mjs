// @ts-check
/**
 * What a package of Packshot holds and how each system gets it. `scripts/package.mjs` runs it.
 *
 * A package is only made for the system and architecture it is built on: sharp is installed for these alone.
 * The bundles in `out/` hold all packages of `devDependencies` that the app needs; `dependencies` are beside them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { finishPackage } from './scripts/package/finish-package.mjs';
import { joinedPackages } from './scripts/package/join-packages.mjs';
import { signing } from './scripts/package/signing.mjs';
import { updateFeedOf } from './scripts/package/update-feed.mjs';

const { platform, arch } = process;
const isLinux = platform === 'linux';
const root = import.meta.dirname;
/** Made by `scripts/package/icons.mjs`. */
const icons = join(root, 'out/icons');
/** Made by `scripts/package/join-packages.mjs`. */
const joined = join(root, 'out/packages');

/** Binaries of keytar for other systems. */
const foreignKeytar = readdirSync(join(root, 'node_modules/keytar/prebuilds')).filter(
  (name) => name !== `${platform}-${arch}`,
);

/**
 * On Linux sharp runs as WebAssembly: beside Electron, the native libvips shares GLib with GTK, and breaks
 * (electron/electron#46323, lovell/sharp#4522). sharp takes WebAssembly where no native build is found.
 */
const sharpWithoutLibvips = [
  {
    from: 'node_modules/@img/sharp-wasm32',
    to: 'node_modules/@img/sharp-wasm32',
    filter: ['index.cjs', 'package.json', 'versions.json', 'lib/**'],
  },
  {
    from: 'node_modules/@img/sharp-wasm32/node_modules/@emnapi/runtime',
    to: 'node_modules/@emnapi/runtime',
    filter: ['index.js', 'package.json', 'dist/emnapi.cjs.js', 'dist/emnapi.cjs.min.js'],
  },
];

/** What a deb and an rpm bring to places of the system, and take away again. */
const linuxPackage = {
  fpm: [
    'packaging/bin/packshot=/usr/bin/packshot',
    'packaging/com.packshot.Packshot.metainfo.xml=/usr/share/metainfo/com.packshot.Packshot.metainfo.xml',
  ],
  appArmorProfile: 'packaging/apparmor-profile.tpl',
  afterRemove: 'packaging/after-remove.tpl',
};

/** As in electron/api/deep-link.ts. */
const linkScheme = 'packshot-open';
const pictureTypes = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heic', 'avif', 'bmp'].map(
  (type) => `image/${type}`,
);

const signed = signing(platform, process.env);
const feed = updateFeedOf(process.env);

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'com.packshot.Packshot',
  productName: 'Packshot',
  copyright: 'The Packshot contributors',
  directories: { output: 'dist', buildResources: 'packaging' },
  // sharp and keytar bring Node-API binaries, so nothing is compiled.
  npmRebuild: false,
  // Only for app-update.yml and block maps. What a release is, its signed manifest tells (docs/UPDATES.md).
  publish: feed === null ? null : { provider: 'generic', url: feed.url },
  files: [
    'out/{main,preload,renderer}/**',
    'package.json',
    '!out/**/licences.json',
    '!out/main/cli.js',
    '!**/*.{map,ts,mts,cts,h,hpp,cc,gyp,gypi}',
    // Their texts are in THIRD-PARTY-NOTICES.txt.
    '!node_modules/**/{LICENSE,LICENSE.md}',
    '!node_modules/sharp/{src,install,lib}/**',
    '!node_modules/sharp/dist/*.cjs',
    '!node_modules/detect-libc/{binding.gyp,README.md}',
    '!node_modules/exifreader/{src,bin}/**',
    '!node_modules/exifreader/{babel.config.json,webpack.config.js}',
    // heic-decode loads libheif-js/wasm-bundle, which is this one file.
    '!node_modules/libheif-js/libheif/**',
    '!node_modules/libheif-js/libheif-wasm/!(libheif-bundle.js)',
    '!node_modules/libheif-js/{index,wasm}.js',
    // Only for compiling keytar.
    '!node_modules/node-addon-api/**',
    '!node_modules/keytar/{src,script}/**',
    ...foreignKeytar.map((name) => `!node_modules/keytar/prebuilds/${name}/**`),
    ...joinedPackages.flatMap((name) => [
      `!node_modules/${name}/**`,
      { from: join(joined, name), to: `node_modules/${name}`, filter: ['*'] },
    ]),
    ...(isLinux ? ['!node_modules/@img/sharp-{linux,libvips}*/**', ...sharpWithoutLibvips] : []),
  ],
  // The system's loader opens no library inside an archive. libvips ends in `.so.8.18.7`, so packages are unpacked whole.
  // Unpacked, the LGPL libraries can be replaced.
  asarUnpack: ['**/node_modules/{sharp,@img,keytar,libheif-js}/**'],
  extraResources: [
    {
      from: 'packaging/bin',
      to: 'bin',
      filter: platform === 'win32' ? ['*.cmd', '*.ps1'] : ['packshot', 'sandbox'],
    },
    { from: icons, to: 'icons', filter: ['tray*'] },
  ],
  afterPack: finishPackage,

  linux: {
    target: ['AppImage', 'deb', 'rpm'],
    category: 'Graphics',
    // `packshot` is the command line. finishPackage puts a start script in this place.
    executableName: 'packshot-app',
    maintainer: 'Packshot contributors <packshot@users.noreply.example>',
    icon: join(icons, 'png'),
    synopsis: 'Upload product photos to BigCommerce stores',
    syncDesktopName: true,
    desktop: {
      entry: {
        StartupWMClass: 'com.packshot.Packshot',
        Keywords: 'BigCommerce;photos;products;shop;',
        // For "Open with", and for links. electron-builder 26.17 names a scheme of `protocols` once for each package it has made.
        MimeType: [...pictureTypes, `x-scheme-handler/${linkScheme}`, ''].join(';'),
      },
    },
    artifactName: 'packshot-${version}-${arch}.${ext}',
  },
  deb: linuxPackage,
  // Of its own accord fpm has an rpm own files alone, so that empty folders would stay when it is removed.
  rpm: { ...linuxPackage, fpm: ['--directories=/opt/Packshot', ...linuxPackage.fpm] },

  win: {
    target: ['nsis'],
    icon: join(icons, 'icon.ico'),
    ...signed.windows,
  },
  nsis: {
    oneClick: false,
    // The installer asks: for this user, or for all.
    perMachine: false,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    include: 'packaging/installer.nsh',
    artifactName: 'Packshot-Setup-${version}-${arch}.${ext}',
  },

  mac: {
    target: ['dmg', 'zip'],
    icon: join(icons, 'icon.icns'),
    category: 'public.app-category.business',
    // Linux has it in the entry for the menu. On Windows the app registers itself at its start.
    protocols: [{ name: 'Packshot', schemes: [linkScheme] }],
    hardenedRuntime: true,
    // For "Open with" and drops on the icon in the dock, without becoming the app that opens pictures.
    extendInfo: {
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Pictures and folders',
          CFBundleTypeRole: 'Viewer',
          LSHandlerRank: 'Alternate',
          LSItemContentTypes: ['public.image', 'public.folder'],
        },
      ],
    },
    entitlements: 'packaging/entitlements.mac.plist',
    entitlementsInherit: 'packaging/entitlements.mac.inherit.plist',
    ...signed.mac,
    artifactName: 'Packshot-${version}-${arch}.${ext}',
  },
};
export default config;
