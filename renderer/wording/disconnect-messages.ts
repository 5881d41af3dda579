import { text } from '../../shared/messages/text.ts';

export interface GoingAlong {
  readonly waiting: number;
  readonly underReview: number;
  readonly takingIn: boolean;
  /** The main process refused: it found more since the question was asked. */
  readonly refused: boolean;
}

export function isAnythingLost({ waiting, underReview, takingIn, refused }: GoingAlong): boolean {
  return waiting > 0 || underReview > 0 || takingIn || refused;
}

export function lossSentences({ waiting, underReview, takingIn }: GoingAlong): string[] {
  return [
    waiting > 0 && text('connect.lostWaiting', { count: waiting }),
    underReview > 0 && text('connect.lostReview', { count: underReview }),
    takingIn && text('connect.lostIntake'),
  ].filter((sentence) => sentence !== false);
}

export function disconnectWords({ waiting, underReview, takingIn, refused }: GoingAlong): string {
  const count = waiting + underReview;
  if (count > 0) return text('connect.discardPhotos', { count });
  if (takingIn) return text('connect.stopAndDisconnect');
  return text(refused ? 'connect.discardAndDisconnect' : 'connect.disconnect');
}
