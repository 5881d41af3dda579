import { EventEmitter } from 'node:events';
import { createEvent } from './event.ts';
import { hands } from './environment.ts';

const types = [
  'suspend',
  'resume',
  'shutdown',
  'lock-screen',
  'unlock-screen',
  'on-ac',
  'on-battery',
] as const;

/** Node isn't notified of any of it: a test says `{"do":"suspend"}` and so on. */
export const powerMonitor = new EventEmitter();
for (const type of types) hands.on(type, () => powerMonitor.emit(type, createEvent({})));
