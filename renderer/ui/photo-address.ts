/**
 * Where a photo itself is, large enough to judge its sharpness, by the address of its small preview (`electron/api/page-pictures.ts`
 * serves both by fingerprint). Null where there is no preview; any other address stays.
 */
export function photoAddress(preview: string | null): string | null {
  return preview === null ? null : preview.replace(/^\/preview\//, '/photo/');
}
