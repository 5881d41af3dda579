import type { FaultAction, Faults } from './faults.ts';
import type { ImageRows, Renumbering } from './image-rows.ts';
import type { ProductRows } from './product-rows.ts';
import type { QuotaRule, QuotaWindow } from './quota.ts';
import type { RequestLog } from './request-log.ts';
import type { PracticeState } from './state.ts';

/** Where BigCommerce's reference is silent or says two things, each can be had. */
export interface PracticeRules {
  renumbering: Renumbering;
  /** For a file over 8 MB. */
  tooLargeStatus: 413 | 422;
  /** For the images of a product that has none. */
  emptyListStatus: 200 | 204;
}

export const usualRules: PracticeRules = {
  renumbering: 'always',
  tooLargeStatus: 422,
  emptyListStatus: 200,
};

/** What every route of the practice store works with. */
export interface Practice {
  state: PracticeState;
  images: ImageRows;
  products: ProductRows;
  rules: PracticeRules;
  quota: { rule: QuotaRule; window: QuotaWindow };
  requests: RequestLog;
  /** Null unless faults may be switched on. */
  faults: Faults | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Such as `http://127.0.0.1:40123`. */
  origin(): string;
  /** Does something after `ms`, or on close if that comes first. */
  later(ms: number, work: () => void): void;
  log(line: string): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault that happens to this request. */
    fault: FaultAction | null;
  }
}

/** Whole seconds since 1970, as rows keep time. */
export function seconds(practice: Practice): number {
  return Math.floor(practice.now() / 1000);
}
