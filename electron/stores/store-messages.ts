import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

export const practiceFailed: Reason = reason('practice-store-failed');

export const samplesFailed: Reason = reason('samples-failed');

export const webdavNeeded: Reason = reason('webdav-needed');

export const notAWebdavAddress: Reason = reason('not-a-webdav-address');
