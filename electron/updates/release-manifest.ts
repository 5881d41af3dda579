import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { maxNotesLength, updateChannels, versionSchema } from '../../shared/updates.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';

/** What a file of a release is, and for which computers. */
const releaseFileSchema = z.object({
  platform: z.enum(['win32', 'darwin', 'linux']),
  arch: z.enum(['x64', 'arm64']),
  format: z.enum(['nsis', 'zip', 'AppImage', 'deb', 'rpm']),
  /** Beside the manifest. */
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,199}$/i),
  /** Base64. */
  sha512: z.string().regex(/^[a-z0-9+/]{86}==$/i),
  /** Bytes. */
  size: z.int().positive().max(2_000_000_000),
  /** Bytes of an AppImage's block map, which is at its end. */
  blockMapSize: z.int().positive().optional(),
});
export type ReleaseFile = z.infer<typeof releaseFileSchema>;

const releaseSchema = z.object({
  app: z.literal('packshot'),
  channel: z.enum(updateChannels),
  version: versionSchema,
  publishedAt: z.iso.datetime(),
  /** Plain text. */
  notes: z.string().max(maxNotesLength),
  files: z.array(releaseFileSchema).min(1).max(40),
});
export type Release = z.infer<typeof releaseSchema>;

/** A release as JSON text, and signatures of this very text. `key`: see `keyIdOf`. */
const manifestSchema = z.object({
  release: z.string(),
  signatures: z.array(z.object({ key: z.string(), signature: z.base64() })).max(8),
});

/** Precedes the signed text, so that a signature is good for nothing else. */
const purpose = 'packshot release 1\n';

/**
 * The release that a manifest names. Nothing is read from it before one of `keys` has signed it. `keys`: ed25519
 * public keys, SPKI DER in base64: the one in use, and its successor.
 */
export function readManifest(text: string, keys: readonly string[]): Outcome<Release> {
  const manifest = manifestSchema.safeParse(parsed(text));
  if (!manifest.success) return no(reason('update-unreadable'));
  const signed = Buffer.from(purpose + manifest.data.release);
  const known = new Map(keys.map((key) => [keyIdOf(key), publicKey(key)]));
  const isSigned = manifest.data.signatures.some(({ key, signature }) => {
    const by = known.get(key);
    return by !== undefined && verify(null, signed, by, Buffer.from(signature, 'base64'));
  });
  if (!isSigned) return no(reason('update-not-ours'));
  const release = releaseSchema.safeParse(parsed(manifest.data.release));
  return release.success ? ok(release.data) : no(reason('update-unreadable'));
}

/** The first 16 hexadecimal digits of a public key's SHA-256. */
export function keyIdOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 16);
}

/** Throws for anything but an ed25519 public key. */
export function publicKey(key: string): KeyObject {
  const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  if (read.asymmetricKeyType !== 'ed25519') throw new Error('An update key is not of type ed25519.');
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
