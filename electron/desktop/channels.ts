import type { Verb } from '../../shared/verbs.ts';

/** One channel a verb, so unknown names have no listener. */
export function channelOf(verb: Verb): string {
  return `packshot:${verb}`;
}

export const deltaChannel = 'packshot:delta';
