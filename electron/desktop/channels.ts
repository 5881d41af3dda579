import type { Verb } from '../../shared/verbs.ts';

/** One channel a verb, so that a name that is no verb has no listener at all. */
export function channelOf(verb: Verb): string {
  return `packshot:${verb}`;
}

export const deltaChannel = 'packshot:delta';
