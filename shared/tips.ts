/** Hints that the window gives once, when somebody does by hand what has a shorter way. */
export const tips = ['number-keys', 'drag-to-product'] as const;
export type Tip = (typeof tips)[number];
