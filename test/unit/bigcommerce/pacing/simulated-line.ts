import type { FailureClass } from '../../../../electron/bigcommerce/failure.ts';
import {
  begun,
  ended,
  initialParallel,
  type Begun,
  type ParallelState,
} from '../../../../electron/bigcommerce/pacing/parallel-plan.ts';

/** A line and a store behind it. Bytes and milliseconds. */
export interface Line {
  /** Bytes a second of the line, shared evenly by what is being sent. */
  bytesPerSecond: number;
  /** Bytes a second that one connection gets at most. */
  ofOne?: number;
  /** Wait for the answer once all is sent. */
  latency: number;
  /** Pictures that the store works on at the same time, each for so long. */
  store?: { workers: number; ms: number };
  /** Requests a window, all of it spent as fast as it goes. */
  quota?: { requests: number; windowMs: number };
  /** Bytes of the next photo. */
  size: () => number;
  /** What becomes of an upload that began with so many under way. */
  failure?: (underWay: number) => FailureClass | null;
  /** A factor on latency and work. */
  noise?: () => number;
}

interface Upload {
  begun: Begun;
  at: number;
  underWay: number;
  bytes: number;
  heldMs: number;
  left: number;
  phase: 'held' | 'sending' | 'answering' | 'queued' | 'working';
  until: number;
}

/** What happened in an hour or in any stretch of time. */
export interface Stretch {
  bytesPerSecond: number;
  photosPerMinute: number;
  /** Time spent at each level, as a part of the whole. */
  levels: Map<number, number>;
  changes: number;
}

/**
 * Uploads over a line, event by event in virtual time: as many as the plan says, or a fixed number where `level` is given.
 */
export function simulatedLine(line: () => Line, level: number | null = null) {
  let now = 0;
  let state: ParallelState = initialParallel(now);
  const uploads = new Set<Upload>();
  let window = { startedAt: 0, used: 0 };
  const wanted = (): number => level ?? state.level;

  function start(): void {
    const { size } = line();
    const { state: next, upload } = begun(state, now);
    state = next;
    const bytes = size();
    uploads.add({
      begun: upload,
      at: now,
      underWay: uploads.size + 1,
      bytes,
      heldMs: 0,
      left: bytes,
      phase: 'held',
      until: grant(),
    });
  }

  /** When the quota lets a request go. */
  function grant(): number {
    const { quota } = line();
    if (quota === undefined) return now;
    if (now >= window.startedAt + quota.windowMs) {
      window = { startedAt: now - ((now - window.startedAt) % quota.windowMs), used: 0 };
    }
    if (window.used >= quota.requests) return window.startedAt + quota.windowMs;
    window.used += 1;
    return now;
  }

  function rates(): Map<Upload, number> {
    const { bytesPerSecond, ofOne = Infinity } = line();
    const sending = [...uploads].filter(({ phase }) => phase === 'sending');
    const each = Math.min(ofOne, bytesPerSecond / Math.max(1, sending.length));
    return new Map(sending.map((upload) => [upload, each / 1000]));
  }

  /** Moves what is due on; answers what arrived or failed. */
  function moveOn(done: (upload: Upload, failure: FailureClass | null) => void): void {
    const { latency, store, noise = () => 1, failure } = line();
    for (const upload of uploads) {
      if (upload.phase === 'held' && upload.until <= now) {
        const again = upload.until === upload.at ? now : grant();
        if (again > now) upload.until = again;
        else {
          upload.phase = 'sending';
          upload.heldMs = now - upload.at;
        }
      }
      if (upload.phase === 'sending' && upload.left <= 1e-6) {
        upload.phase = store === undefined ? 'answering' : 'queued';
        upload.until = now + latency * noise();
      }
      const over = (upload.phase === 'answering' || upload.phase === 'working') && upload.until <= now;
      if (!over) continue;
      uploads.delete(upload);
      done(upload, failure?.(upload.underWay) ?? null);
    }
    if (store === undefined) return;
    let working = [...uploads].filter(({ phase }) => phase === 'working').length;
    for (const upload of uploads) {
      if (upload.phase !== 'queued' || working >= store.workers) continue;
      upload.phase = 'working';
      upload.until = now + (latency + store.ms) * noise();
      working += 1;
    }
  }

  return {
    level: wanted,
    state: () => state,
    run(ms: number): Stretch {
      const end = now + ms;
      let bytes = 0;
      let photos = 0;
      let changes = 0;
      const spent = new Map<number, number>();
      const done = (upload: Upload, failure: FailureClass | null): void => {
        const before = state.level;
        state = ended(state, upload.begun, { bytes: upload.bytes, heldMs: upload.heldMs, failure }, now);
        if (state.level !== before) changes += 1;
        if (failure !== null) return;
        bytes += upload.bytes;
        photos += 1;
      };
      while (now < end) {
        moveOn(done);
        while (uploads.size < wanted()) start();
        moveOn(done);
        const rate = rates();
        let next = end;
        for (const upload of uploads) {
          const speed = rate.get(upload);
          if (speed !== undefined) next = Math.min(next, now + upload.left / speed);
          else if (upload.phase !== 'queued') next = Math.min(next, Math.max(now, upload.until));
        }
        const step = Math.max(next - now, 1e-3);
        for (const [upload, speed] of rate) upload.left = Math.max(0, upload.left - speed * step);
        spent.set(wanted(), (spent.get(wanted()) ?? 0) + step);
        now += step;
      }
      return {
        bytesPerSecond: (bytes * 1000) / ms,
        photosPerMinute: (photos * 60_000) / ms,
        levels: new Map([...spent].map(([at, time]) => [at, time / ms])),
        changes,
      };
    },
  };
}
