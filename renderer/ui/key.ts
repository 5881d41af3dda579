/** What is read of a key press, from an event of React or of the page. */
export interface Key {
  readonly key: string;
  /** The key's place on the keyboard, whatever the layout; missing where a test doesn't say. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}
