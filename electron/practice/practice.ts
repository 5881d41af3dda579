import type { FastifyRequest } from 'fastify';
import type { FaultAction, Faults } from './faults.ts';
import type { ImageRows } from './image-rows.ts';
import type { ProductRows } from './product-rows.ts';
import type { QuotaRule, QuotaWindow } from './quota.ts';
import type { RequestLog } from './request-log.ts';
import type { PracticeRules } from './rules.ts';
import type { PracticeState } from './state.ts';
import type { VariantImages } from './variant-images.ts';

/** Context of all routes of the practice store. */
export interface Practice {
  state: PracticeState;
  images: ImageRows;
  products: ProductRows;
  variantImages: VariantImages;
  rules: PracticeRules;
  quota: { rule: QuotaRule; window: QuotaWindow };
  requests: RequestLog;
  /** Requests that may still change something, even if their client has left. */
  atWork: Set<FastifyRequest>;
  faults: Faults | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 to 1, 1 excluded. */
  random(): number;
  /** Such as `http://127.0.0.1:40123`. */
  origin(): string;
  /** Runs `work` after `ms`, or on close if that is earlier. */
  later(ms: number, work: () => void): void;
  log(line: string): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    fault: FaultAction | null;
    /** Its handler runs, and continues even if the client leaves. */
    isTakenUp: boolean;
  }
}

/** Whole seconds since 1970, the unit of rows. */
export function seconds(practice: Practice): number {
  return Math.floor(practice.now() / 1000);
}
