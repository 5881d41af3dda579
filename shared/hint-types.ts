/** What photos are looked at for, in the order in which it is told. */
export const hintTypes = ['small', 'large', 'bytes', 'soft', 'background', 'cast', 'similar'] as const;
