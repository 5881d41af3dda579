import type { ReasonTexts } from '../reason.ts';
import { commandLineReasons } from './reasons-command-line.ts';
import { connectionReasons } from './reasons-connection.ts';
import { credentialsReasons } from './reasons-credentials.ts';
import { dataFolderReasons } from './reasons-data-folder.ts';
import { doctorReasons } from './reasons-doctor.ts';
import { galleryReasons } from './reasons-gallery.ts';
import { matchingReasons } from './reasons-matching.ts';
import { networkReasons } from './reasons-network.ts';
import { outboxReasons } from './reasons-outbox.ts';
import { pictureReasons } from './reasons-pictures.ts';
import { reviewReasons } from './reasons-review.ts';
import { storeReasons } from './reasons-store.ts';
import { storedReasons } from './reasons-stored.ts';
import { updateReasons } from './reasons-updates.ts';
import { windowReasons } from './reasons-window.ts';

/** All reasons, from one file per area. */
export const reasons = {
  ...commandLineReasons,
  ...connectionReasons,
  ...credentialsReasons,
  ...dataFolderReasons,
  ...doctorReasons,
  ...galleryReasons,
  ...matchingReasons,
  ...networkReasons,
  ...outboxReasons,
  ...pictureReasons,
  ...reviewReasons,
  ...storeReasons,
  ...storedReasons,
  ...updateReasons,
  ...windowReasons,
} as const satisfies Record<string, ReasonTexts>;

export type Reasons = typeof reasons;
export type ReasonCode = keyof Reasons;
