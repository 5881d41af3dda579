import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Log } from '../util/log.ts';

const largestFile = 2 * 1024 * 1024;

/** Writes to `logs/main.log` in a folder; the previous file becomes `main.old.log`. */
export function openLogFile(folder: string, alsoToConsole: boolean): Log {
  const log = electronLog.create({ logId: 'main' });
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
  log.transports.file.maxSize = largestFile;
  log.transports.file.level = 'info';
  log.transports.console.level = alsoToConsole ? 'info' : false;
  return {
    info: (message, ...details) => log.info(message, ...details),
    warn: (message, ...details) => log.warn(message, ...details),
    error: (message, ...details) => log.error(message, ...details),
  };
}
