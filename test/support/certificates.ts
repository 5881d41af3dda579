import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate with its key, as PEM. */
export interface Certified {
  certificate: string;
  key: string;
}

export interface Authority extends Certified {
  /** Issues a certificate for a host; valid from yesterday for a year unless told otherwise. */
  issue(host: string, valid?: { from: Date; to: Date }): Certified;
}

const day = 24 * 60 * 60 * 1000;
const usual = () => ({ from: new Date(Date.now() - day), to: new Date(Date.now() + 365 * day) });

/** A root certificate of one test, such as a company's inspection of connections has. */
export function createAuthority(name: string): Authority {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = certified({
    subject: name,
    issuer: name,
    publicKey: root.publicKey,
    signedWith: root.privateKey,
    valid: usual(),
    // basicConstraints (2.5.29.19), critical: an authority.
    extension: sequence(oid([0x55, 0x1d, 0x13]), boolean, octets(sequence(boolean))),
  });
  return {
    certificate: made,
    key: pemOf(root.privateKey),
    issue(host, valid = usual()) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const certificate = certified({
        subject: host,
        issuer: name,
        publicKey,
        signedWith: root.privateKey,
        valid,
        // subjectAltName (2.5.29.17): a DNS name.
        extension: sequence(oid([0x55, 0x1d, 0x11]), octets(sequence(der(0x82, Buffer.from(host))))),
      });
      return { certificate, key: pemOf(privateKey) };
    },
  };
}

interface Fields {
  subject: string;
  issuer: string;
  publicKey: KeyObject;
  signedWith: KeyObject;
  valid: { from: Date; to: Date };
  extension: Buffer;
}

/** X.509 version 3 (RFC 5280, 4.1), signed with ECDSA and SHA-256. */
function certified({ subject, issuer, publicKey, signedWith, valid, extension }: Fields): string {
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    nameOf(issuer),
    sequence(time(valid.from), time(valid.to)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', content, signedWith);
  const whole = sequence(content, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const octets = (content: Buffer): Buffer => der(0x04, content);
const oid = (bytes: number[]): Buffer => der(0x06, Buffer.from(bytes));
const boolean = der(0x01, Buffer.from([0xff]));

/** A common name (2.5.4.3). */
function nameOf(name: string): Buffer {
  return sequence(der(0x31, sequence(oid([0x55, 0x04, 0x03]), der(0x0c, Buffer.from(name)))));
}

/** GeneralizedTime, in seconds. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  // RFC 5280, 4.1.2.5: years before 2050 have two digits.
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2)))
    : der(0x18, Buffer.from(digits));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
