import type { Reason } from '../../../shared/outcome.ts';

/** Why an archive, or a file in it, can't be read. */
export class ArchiveError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}
