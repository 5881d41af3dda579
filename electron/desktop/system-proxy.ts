import type { Session } from 'electron';
import { readPacAnswer } from '../network/pac-answer.ts';
import type { SystemProxy } from '../network/proxy-choice.ts';

/** The system's settings and its proxy configuration file, as Chromium reads them. `session`: once the app is ready. */
export function electronProxy(session: () => Pick<Session, 'resolveProxy'>): SystemProxy {
  return async (url) => readPacAnswer(await session().resolveProxy(url.href));
}
