import type { FastifyRequest } from 'fastify';
import type { FaultAction, Faults } from './faults.ts';
import type { ImageRows } from './image-rows.ts';
import type { ProductRows } from './product-rows.ts';
import type { QuotaRule, QuotaWindow } from './quota.ts';
import type { RequestLog } from './request-log.ts';
import type { PracticeRules } from './rules.ts';
import type { PracticeState } from './state.ts';
import type { VariantImages } from './variant-images.ts';

/** What every route of the practice store works with. */
export interface Practice {
  state: PracticeState;
  images: ImageRows;
  products: ProductRows;
  variantImages: VariantImages;
  rules: PracticeRules;
  quota: { rule: QuotaRule; window: QuotaWindow };
  requests: RequestLog;
  /** Requests that may still change something, whether or not their client is there to hear of it. */
  atWork: Set<FastifyRequest>;
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
    /** Its handler runs, and goes on even when the client leaves. */
    isTakenUp: boolean;
  }
}

/** Whole seconds since 1970, as rows keep time. */
export function seconds(practice: Practice): number {
  return Math.floor(practice.now() / 1000);
}
