/** Every text of window and command line, from one file an area. */
export const texts = {} as const satisfies Record<string, string>;

export type Texts = typeof texts;
export type TextKey = keyof Texts;
