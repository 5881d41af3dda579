import type { Finding } from '../../shared/model.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';

export interface ProgramVersions {
  packshot: string;
  electron: string;
  chromium: string;
  node: string;
  /** Such as `win32 10.0.26100 x64`. */
  system: string;
}

/** Where problems are reported. No mailbox exists yet: the domain is one of RFC 2606. */
const mailbox = 'support@packshot.example';

/** What a person who helps needs to know, as text. Like the findings, it has no secret. */
export function diagnosticsText(versions: ProgramVersions, findings: readonly Finding[]): string {
  return [
    ...versionLines(versions),
    '',
    ...findings.map(({ id, verdict, text }) => `[${verdict}] ${id}: ${sentencesOf(text)}`),
    '',
  ].join('\n');
}

/**
 * An address that opens a new e-mail in the user's own program; it sends nothing. It stays under 2,000 characters,
 * the most that Windows takes, so it has no findings: these are copied.
 */
export function reportAddress(versions: ProgramVersions, subject: string, question: string): string {
  const body = [question, '', '', ...versionLines(versions)].join('\r\n');
  return `mailto:${mailbox}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

function versionLines({ packshot, electron, chromium, node, system }: ProgramVersions): string[] {
  return [
    `Packshot ${packshot}`,
    `System ${system}`,
    `Electron ${electron}, Chromium ${chromium}, Node ${node}`,
  ];
}
