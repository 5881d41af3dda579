import { formatCount } from './format.ts';

/** What goes with a store when it is disconnected. */
export interface GoingAlong {
  /** Photos that wait in its outbox. */
  readonly waiting: number;
  /** Photos under review. */
  readonly underReview: number;
  readonly takingIn: boolean;
  /** Main found something since the question was asked. */
  readonly refused: boolean;
}

export function isAnythingLost({ waiting, underReview, takingIn, refused }: GoingAlong): boolean {
  return waiting > 0 || underReview > 0 || takingIn || refused;
}

/** A sentence for each thing that will not be sent. */
export function lossSentences({ waiting, underReview, takingIn }: GoingAlong): string[] {
  const waits = waiting === 1 ? 'waits' : 'wait';
  const are = underReview === 1 ? 'is' : 'are';
  return [
    waiting > 0 && `${formatCount(waiting, 'photo')} ${waits} to be sent to this store and will not be sent.`,
    underReview > 0 &&
      `${formatCount(underReview, 'photo')} ${are} under review for this store. The review, and what you decided in it, is thrown away, and nothing of it is sent.`,
    takingIn && 'Photos are still being taken in for this store. That stops, and they will not be sent.',
  ].filter((sentence) => sentence !== false);
}

/** What the button that goes on says. */
export function disconnectWords({ waiting, underReview, takingIn, refused }: GoingAlong): string {
  if (waiting > 0 && underReview > 0) {
    return `Discard ${formatCount(waiting + underReview, 'photo')} and disconnect`;
  }
  if (underReview > 0) return 'Discard the review and disconnect';
  if (waiting > 0) return `Discard ${formatCount(waiting, 'photo')} and disconnect`;
  if (takingIn) return 'Stop and disconnect';
  return refused ? 'Discard and disconnect' : 'Disconnect';
}
