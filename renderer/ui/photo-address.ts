/**
 * Address of the full photo, made from the address of its preview (`electron/api/page-pictures.ts` serves
 * both by fingerprint). Null without a preview; other addresses don't change.
 */
export function photoAddress(preview: string | null): string | null {
  return preview === null ? null : preview.replace(/^\/preview\//, '/photo/');
}
