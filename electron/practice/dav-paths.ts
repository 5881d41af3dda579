/** Refused everywhere, because some systems can't store these names. */
// oxlint-disable-next-line no-control-regex
const badName = /[\u0000-\u001f\u007f\\:*?"<>|]|^\.{1,2}$|[. ]$/;
const longestName = 255;

/**
 * The segments of a decoded path such as `spring/mug 1.jpg`; empty for the root. Null if the path leaves the
 * root or contains an invalid name.
 */
export function davSegments(path: string): string[] | null {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (segments.length === 1 && segments[0] === '') return [];
  const isGood = segments.every(
    (name) => name !== '' && !badName.test(name) && Buffer.byteLength(name) <= longestName,
  );
  return isGood ? segments : null;
}

/** The segments of a URL path below `/dav`, with or without query. Null as in `davSegments`. */
export function readDavUrl(url: string): string[] | null {
  const path = /^\/dav(\/[^?#]*)?(?:[?#]|$)/.exec(url);
  if (path === null) return null;
  try {
    return davSegments(decodeURIComponent(path[1] ?? '/'));
  } catch {
    return null;
  }
}

export function davUrl(segments: readonly string[], isCollection: boolean): string {
  const path = segments.map((name) => `/${encodeURIComponent(name)}`).join('');
  return `/dav${path}${isCollection ? '/' : ''}`;
}

/** A file or folder in a PROPFIND answer. Times in milliseconds since 1970. */
export interface DavEntry {
  segments: readonly string[];
  isCollection: boolean;
  bytes: number;
  createdAt: number;
  modifiedAt: number;
  etag: string;
}

/** What a PROPFIND asks for: all properties, their names, or some of the `DAV:` namespace or others. */
export type DavQuestion = { type: 'all' } | { type: 'names' } | { type: 'some'; names: DavName[] };

export interface DavName {
  namespace: string;
  name: string;
}

/** Null for an invalid body. An empty body asks for everything. Source: RFC 4918, 9.1. */
export function readPropfind(body: string): DavQuestion | null {
  if (body.trim() === '') return { type: 'all' };
  const root =
    /^(?:\s|<\?[^]*?\?>|<!--[^]*?-->)*<(?:[\w.-]+:)?propfind\b([^>]*)>([^]*)<\/(?:[\w.-]+:)?propfind>\s*$/.exec(
      body,
    );
  const [, attributes = '', inner = ''] = root ?? [];
  if (root === null || /<!DOCTYPE/i.test(body)) return null;
  if (/<(?:[\w.-]+:)?allprop\b/.test(inner)) return { type: 'all' };
  if (/<(?:[\w.-]+:)?propname\b/.test(inner)) return { type: 'names' };
  const prop = /<(?:[\w.-]+:)?prop\b([^>]*)>([^]*)<\/(?:[\w.-]+:)?prop>/.exec(inner);
  if (prop === null) return null;
  const outer = { ...namespacesIn(attributes), ...namespacesIn(prop[1] ?? '') };
  const names = [...(prop[2] ?? '').matchAll(/<(?:([\w.-]+):)?([\w.-]+)([^>]*?)\/?>/g)].map((match) => {
    const known = { ...outer, ...namespacesIn(match[3] ?? '') };
    return { namespace: known[match[1] ?? ''] ?? '', name: match[2] ?? '' };
  });
  return { type: 'some', names };
}

function namespacesIn(attributes: string): Record<string, string> {
  const found = attributes.matchAll(/\bxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...found].map((match) => [match[1] ?? '', match[2] ?? match[3] ?? '']));
}

/** The body of a 207. Source: RFC 4918, 9.1 and 13. */
export function multiStatus(entries: readonly DavEntry[], question: DavQuestion): string {
  const responses = entries.map((entry) => describeEntry(entry, question)).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">${responses}</D:multistatus>\n`;
}

function describeEntry(entry: DavEntry, question: DavQuestion): string {
  const values = properties(entry);
  const has = ({ namespace, name }: DavName) => namespace === 'DAV:' && Object.hasOwn(values, name);
  const wanted =
    question.type === 'some' ? question.names.filter(has).map(({ name }) => name) : Object.keys(values);
  const found = wanted.map((name) =>
    question.type === 'names' ? `<D:${name}/>` : `<D:${name}>${values[name] ?? ''}</D:${name}>`,
  );
  const missing = (question.type === 'some' ? question.names.filter((name) => !has(name)) : []).map(
    ({ namespace, name }) => `<x:${name} xmlns:x="${escape(namespace)}"/>`,
  );
  return (
    `<D:response><D:href>${escape(davUrl(entry.segments, entry.isCollection))}</D:href>` +
    (found.length > 0 || missing.length === 0 ? propstat(found, '200 OK') : '') +
    (missing.length > 0 ? propstat(missing, '404 Not Found') : '') +
    '</D:response>'
  );
}

function properties(entry: DavEntry): Record<string, string> {
  const common = {
    displayname: escape(entry.segments.at(-1) ?? ''),
    resourcetype: entry.isCollection ? '<D:collection/>' : '',
    creationdate: new Date(entry.createdAt).toISOString(),
    getlastmodified: new Date(entry.modifiedAt).toUTCString(),
  };
  return entry.isCollection
    ? common
    : {
        ...common,
        getcontentlength: String(entry.bytes),
        getcontenttype: 'application/octet-stream',
        getetag: escape(entry.etag),
      };
}

function propstat(properties: readonly string[], status: string): string {
  return `<D:propstat><D:prop>${properties.join('')}</D:prop><D:status>HTTP/1.1 ${status}</D:status></D:propstat>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
