/** What Packshot takes from the text file that BigCommerce offers for a new API account. */
export interface ReadCredentials {
  /** Null where the text has none. */
  apiPath: string | null;
  accessToken: string | null;
  /** The text has a client ID or a client secret. They are not taken. */
  hasClientData: boolean;
}

const label = '(?:ACCESS TOKEN|API PATH|CLIENT ID|CLIENT SECRET|CLIENT NAME)';
/** A label and the word behind it, which may stand on the next line. */
const labelled = new RegExp(`(${label})\\s*[:=]?\\s*(?!${label})([^\\s:=]\\S*)`, 'gi');

/** The file that BigCommerce offers has fewer than a thousand characters. */
export const maxCredentialsBytes = 64_000;

/** Reads labelled credentials, in any order; null for a text without labels, such as a bare token. */
export function readCredentials(text: string): ReadCredentials | null {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.slice(0, maxCredentialsBytes).matchAll(labelled))
    found.set(name.toUpperCase(), value);
  if (found.size === 0) return null;
  return {
    apiPath: found.get('API PATH') ?? null,
    accessToken: found.get('ACCESS TOKEN') ?? null,
    hasClientData: found.has('CLIENT ID') || found.has('CLIENT SECRET'),
  };
}
