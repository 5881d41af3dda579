/** A store's quota in its current window. Times in milliseconds. */
export interface QuotaWindow {
  startedAt: number;
  used: number;
}

export interface QuotaRule {
  requests: number;
  windowMs: number;
}

export interface QuotaVerdict {
  window: QuotaWindow;
  granted: boolean;
  left: number;
  resetMs: number;
}

export const noWindowYet: QuotaWindow = { startedAt: Number.NEGATIVE_INFINITY, used: 0 };

/**
 * Counts `requests` against a fixed window. A window starts with the first request after the previous one
 * ended. Requests over the quota are refused and don't count. Source: BigCommerce's "API rate limits" for the
 * headers; that the window is fixed is our interpretation.
 */
export function takeFromQuota(
  window: QuotaWindow,
  rule: QuotaRule,
  now: number,
  requests: number,
): QuotaVerdict {
  const current = now >= window.startedAt + rule.windowMs ? { startedAt: now, used: 0 } : window;
  const granted = current.used + requests <= rule.requests;
  const used = granted ? current.used + requests : current.used;
  return {
    window: { startedAt: current.startedAt, used },
    granted,
    left: rule.requests - used,
    resetMs: current.startedAt + rule.windowMs - now,
  };
}

/** Like `takeFromQuota`, for another app that takes what is left: never refused, never below zero. */
export function eatQuota(window: QuotaWindow, rule: QuotaRule, now: number, requests: number): QuotaVerdict {
  const { left } = takeFromQuota(window, rule, now, 0);
  return takeFromQuota(window, rule, now, Math.min(left, requests));
}

/** The headers of every API answer. Names and units as BigCommerce documents them. */
export function quotaHeaders(rule: QuotaRule, verdict: QuotaVerdict): Record<string, string> {
  return {
    'X-Rate-Limit-Time-Window-Ms': String(rule.windowMs),
    'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(verdict.resetMs)),
    'X-Rate-Limit-Requests-Quota': String(rule.requests),
    'X-Rate-Limit-Requests-Left': String(verdict.left),
  };
}

/** V2's own header for the requests left, sent beside the others. */
export const quotaHeaderV2 = 'X-BC-ApiLimit-Remaining';
