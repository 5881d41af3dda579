import { reason, type Reason } from '../../shared/messages/reason.ts';
import { probeCertificate, type ProbedCertificate } from './certificate-probe.ts';
import { canSignIn } from './agents.ts';
import type { RequestNetwork } from './network.ts';
import { TunnelError } from './tunnel.ts';

/**
 * Why no connection was made, as a person reads it. `error`: of Node, or a `TunnelError`. For a certificate that was
 * not accepted, the host is asked once more, to name who issued it. `now`: epoch milliseconds.
 */
export async function connectionProblem(
  error: Error & { code?: string },
  url: URL,
  network: RequestNetwork,
  now: number,
): Promise<Reason> {
  if (error instanceof TunnelError) return tunnelProblem(error, now);
  const code = error.code ?? '';
  const { hostname: host } = url;
  if (!isCertificateCode(code)) return plainProblem(code, host);
  const route = await network.routeTo(url);
  const probed = route.type === 'unsupported' ? null : await probeCertificate(url, route, isOutOfDate(code));
  return certificateProblem(code, host, probed, now);
}

/** Of an error after which a server that was reached gives no answer. */
export const noAnswerFollows = 'PACKSHOT_NO_ANSWER_FOLLOWS';

/** Pure. `code`: of Node, such as `ENOTFOUND`. */
function plainProblem(code: string, host: string): Reason {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return reason('name-not-found', { host, again: 'itself' });
    case 'ECONNREFUSED':
      return reason('connection-refused', { host, again: 'itself' });
    case 'ETIMEDOUT':
      return reason('connect-timeout', { host, again: 'itself' });
    // What answers speaks no TLS, or too old one: often a sign-in page of the network.
    case 'EPROTO':
      return reason('not-private');
    case noAnswerFollows:
      return reason('connection-broke', { again: 'itself' });
    default:
      return reason('unreachable', { again: 'itself' });
  }
}

/** Pure. `probed`: null if the certificate could not be read. */
function certificateProblem(
  code: string,
  host: string,
  probed: ProbedCertificate | null,
  now: number,
): Reason {
  if (/ALTNAME|HOSTNAME_MISMATCH/.test(code)) return reason('certificate-other-host', { host });
  if (probed === null)
    return isOutOfDate(code) ? reason('clock-or-certificate', { host }) : reason('not-private');
  if (isOutOfDate(code)) return dateProblem(host, probed, now);
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')
    ? reason('not-private')
    : reason('certificate-untrusted', {
        host,
        named: probed.issuer === '' ? 'no' : 'yes',
        issuer: probed.issuer,
      });
}

function isOutOfDate(code: string): boolean {
  return code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';
}

/** The clock is wrong if the certificate is valid at the server's time. */
function dateProblem(
  host: string,
  { validFrom, validTo, serverTime }: ProbedCertificate,
  now: number,
): Reason {
  if (serverTime !== null && serverTime >= validFrom && serverTime <= validTo) {
    return reason('clock-wrong', { computer: timeInWords(now), server: timeInWords(serverTime) });
  }
  return now > validTo
    ? reason('certificate-expired', { host, date: timeInWords(validTo) })
    : reason('certificate-not-yet-valid', { host, date: timeInWords(validFrom) });
}

async function tunnelProblem(error: TunnelError, now: number): Promise<Reason> {
  const { problem, server: proxy } = error;
  switch (problem.type) {
    case 'unreachable': {
      // `https://` before a proxy that speaks plainly is a wrong address, not a wrong certificate.
      if (!isCertificateCode(problem.code) || problem.code.startsWith('ERR_SSL_'))
        return reason('proxy-unreachable', { proxy });
      const url = new URL(proxy);
      const probed = await probeCertificate(url, { type: 'direct' }, isOutOfDate(problem.code));
      return certificateProblem(problem.code, url.hostname, probed, now);
    }
    case 'refused':
      return refusalOf(problem.status, proxy);
    case 'unsupported':
      return reason('proxy-type-unsupported', { proxy });
    case 'sign-in':
      return canSignIn(error)
        ? reason('proxy-sign-in', { proxy })
        : reason('proxy-sign-in-unsupported', {
            proxy,
            named: problem.schemes.length === 0 ? 'no' : 'yes',
            schemes: problem.schemes.join(', ').slice(0, 100),
          });
  }
}

function refusalOf(status: number, proxy: string): Reason {
  // A redirect, or RFC 6585's status for it, leads to the sign-in page of the network.
  if ((status >= 300 && status < 400) || status === 511)
    return reason('network-sign-in', { again: 'itself' });
  return reason(status >= 500 ? 'proxy-failed' : 'proxy-refused', { proxy, status });
}

/** OpenSSL's verification codes; see "X509 certificate error codes" in Node's tls documentation. */
function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH|^ERR_SSL_|^ERR_TLS_/.test(
    code,
  );
}

/** Such as `2026-11-29 13:20 UTC`. */
export function timeInWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
