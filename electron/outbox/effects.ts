/**
 * Everything the outbox does to the world outside its own memory, by name. Each passes through `Effects.do`, the seam
 * at which the fault tests fail it, or end the process before or after it.
 */
export type EffectName =
  | 'record-added'
  | 'record-attempt'
  | 'send'
  | 'record-outcome'
  | 'look'
  | 'record-look'
  | 'place'
  | 'record-place'
  | 'settle-list'
  | 'settle-update'
  | 'settle-remove'
  | 'record-settled'
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
