import type { Finding } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';

type FindingOf = (id: Finding['id'], text: Reason) => Finding;

export const good: FindingOf = (id, text) => ({ id, verdict: 'good', text });
/** Works, but the user should know. */
export const notice: FindingOf = (id, text) => ({ id, verdict: 'notice', text });
/** Needs action. */
export const problem: FindingOf = (id, text) => ({ id, verdict: 'problem', text });
