/** What a photo can show of its product, in the usual order of galleries. */
export const photoRoles = [
  'main',
  'packshot',
  'front',
  'back',
  'side',
  'spine',
  'left',
  'right',
  'top',
  'bottom',
  'inside',
  'closed',
  'angle',
  'ghost',
  'flat',
  'detail',
  'label',
  'packaging',
  'dimensions',
  'model',
  'lifestyle',
  'group',
  'infographic',
  'banner',
  'swatch',
  'another',
  'certificate',
  'spin',
] as const;

export type PhotoRole = (typeof photoRoles)[number];

/**
 * Reads roles separated by commas or line breaks: the known ones without duplicates, and the unknown words.
 */
export function readRoleOrder(text: string): { roles: PhotoRole[]; unknown: string[] } {
  const words = text.split(/[,;\n]/).flatMap((word) => word.trim().toLowerCase() || []);
  const roles = words.flatMap((word) => photoRoles.find((role) => role === word) ?? []);
  return {
    roles: [...new Set(roles)],
    unknown: words.filter((word) => !photoRoles.some((role) => role === word)),
  };
}
