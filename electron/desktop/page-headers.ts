/**
 * `style-src-attr` allows style attributes, because react-aria uses them for popovers and virtual rows. Style sheets
 * and scripts come from our own files only.
 */
const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** In development, Vite adds inline scripts and styles and uses a socket of its own. */
const developmentPolicy: Readonly<Record<string, string>> = {
  ...policy,
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'connect-src': "'self' ws:",
};

export function pageHeaders(development: boolean): Record<string, string> {
  const directives = Object.entries(development ? developmentPolicy : policy);
  return {
    'content-security-policy': directives.map(([name, value]) => `${name} ${value}`).join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
