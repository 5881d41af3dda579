/**
 * Names every effect of the outbox outside its memory. Fault tests fail them, or end the process before or
 * after them.
 */
export type EffectName =
  | 'record-added'
  | 'record-attempt'
  | 'record-withdrawn'
  | 'send'
  | 'record-outcome'
  | 'look'
  | 'record-look'
  | 'place'
  | 'record-place'
  | 'reconcile-list'
  | 'reconcile-update'
  | 'reconcile-remove'
  | 'record-reconciled'
  | 'record-edit'
  | 'arrange-list'
  | 'arrange-update'
  | 'record-history'
  | 'free-bytes'
  | 'probe';

export interface Effects {
  do<T>(name: EffectName, work: () => T): T;
}

export const plainEffects: Effects = { do: (_name, work) => work() };
