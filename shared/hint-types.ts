/** What photos are examined for, in the order of display. */
export const hintTypes = ['small', 'large', 'bytes', 'soft', 'background', 'cast', 'similar'] as const;
