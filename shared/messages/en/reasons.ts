import type { ReasonTexts } from '../reason.ts';
import { storedReasons } from './reasons-stored.ts';

/** Every reason that Packshot gives, from one file an area. */
export const reasons = { ...storedReasons } as const satisfies Record<string, ReasonTexts>;

export type Reasons = typeof reasons;
export type ReasonCode = keyof Reasons;
