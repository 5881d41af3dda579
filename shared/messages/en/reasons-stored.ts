/** Reasons in rows that versions before 0.2 stored as sentences. */
export const storedReasons = {
  'stored-sentence': { sentence: '{sentence}', next: '{next}' },
} as const;
