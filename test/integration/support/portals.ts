/** Statuses with which a network answers every address with its own page, and the reason that tells so. */
export const portals = [
  [200, 'network-sign-in'],
  [302, 'network-sign-in'],
  [401, 'network-sign-in'],
  [403, 'network-blocks'],
  [511, 'network-sign-in'],
] as const;
