import { randomUUID } from 'node:crypto';
import { createBridge } from './bridge.ts';
import { createCodec } from './clone.ts';
import { refuseWindows, runPreload, type WorldNames } from './preload-world.ts';

function newName(): string {
  return `shell-${randomUUID()}`;
}

export function makeNames(): WorldNames {
  return {
    toPage: newName(),
    toPreload: newName(),
    opening: newName(),
    binding: newName(),
    entry: newName(),
    files: newName(),
  };
}

// Functions are sent as their source: Node replaces their types by blanks, so JavaScript remains.

/** Script of the page's world: the receiving half of the bridge, and no new windows. */
export function pageWorldSource(names: WorldNames): string {
  return onTopOnly(`
    (${createBridge.toString()})(${text(names.toPreload)}, ${text(names.toPage)}, null);
    (${refuseWindows.toString()})(${text(names.opening)});
  `);
}

/**
 * Script of the preload's world: the preload itself, a CommonJS source, with what a sandboxed one may use.
 */
export function preloadWorldSource(names: WorldNames, preload: string): string {
  // The preload comes first, so that its lines match its source map.
  return onTopOnly(`const preload = function (require, module, exports) {${preload}\n};
    (${runPreload.toString()})(
      ${JSON.stringify(names)},
      (${createCodec.toString()})(),
      ${createBridge.toString()},
      preload,
    );`);
}

function onTopOnly(source: string): string {
  return `if (window === window.top) {${source}}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
