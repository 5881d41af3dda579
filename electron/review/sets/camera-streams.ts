import { naturalOrder } from '../../util/natural-order.ts';
import { cameraName, type CameraName } from './camera-name.ts';

/** What is known of a photo before anybody looks at it. */
export interface Exposure {
  id: number;
  /** Each folder is apart: cameras write to their own. */
  folder: string;
  fileName: string;
  /** As its camera's clock said, milliseconds; null where the picture has no time. */
  capturedAt: number | null;
}

/** Photos of one camera in the order they were taken. */
export type Stream<T> = readonly Named<T>[];

interface Named<T> {
  shot: T;
  name: CameraName | null;
  /** Its time is by another camera's clock; see `one-clock.ts`. */
  isMoved?: boolean;
}

/** Fewer photos that go together by name and counter are no camera's. */
const minOfCamera = 3;
/** What the counters of most cameras wrap at. */
const lastCount = 9_999;
/** A counter that jumps so far is another camera's, or another day's. */
const maxJump = 200;
/** Photos of a burst may be numbered out of order. A clock that was set back goes further. */
const minSetBack = 60_000;

/**
 * Tells cameras apart by folder, name and counter, since their clocks may differ. Photos of one camera go by time, else
 * by counter. Pure.
 */
export function cameraStreams<T extends Exposure>(shots: readonly T[]): Stream<T>[] {
  return [...Map.groupBy(shots, ({ folder }) => folder).values()].flatMap((inFolder) => {
    const named = inFolder.map((shot) => ({ shot, name: cameraName(shot.fileName) }));
    const prefixes = Map.groupBy(named, ({ name }) => name?.prefix ?? null);
    const parts = [...prefixes].flatMap(([prefix, own]) =>
      prefix === null ? [] : byJumps(inOrderOfCounter(own)),
    );
    const cameras = parts.filter((part) => part.length >= minOfCamera);
    const ofCameras = new Set(cameras.flat());
    const others = named.filter((one) => !ofCameras.has(one)).toSorted(byName);
    return [...cameras.map(inOrderOfCapture), ...(others.length > 0 ? [untimedLast(others)] : [])];
  });
}

function inOrderOfCounter<T extends Exposure>(own: readonly Named<T>[]): Stream<T> {
  const counted = own.toSorted((a, b) => counterOf(a) - counterOf(b) || byName(a, b));
  if (!wraps(counted)) return counted;
  const jumps = counted.map((one, at) => counterOf(one) - counterOf(counted[at - 1] ?? one));
  const start = jumps.indexOf(Math.max(...jumps));
  return [...counted.slice(start), ...counted.slice(0, start)];
}

/** Whether the highest numbers come before the lowest. The photos on either side of the turn may be deleted. */
function wraps<T extends Exposure>(counted: Stream<T>): boolean {
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined) return false;
  const left = counterOf(first) + lastCount - counterOf(last);
  if (counterOf(last) > lastCount || left > maxJump) return false;
  const [from, to] = [last.shot.capturedAt, first.shot.capturedAt];
  return from === null || to === null || from < to;
}

function byJumps<T extends Exposure>(counted: Stream<T>): Stream<T>[] {
  const parts: Named<T>[][] = [];
  let last = -Infinity;
  for (const one of counted) {
    const counter = counterOf(one);
    // Lower only where the counter wraps.
    const jump = counter < last ? counter + lastCount - last : counter - last;
    if (jump > maxJump) parts.push([]);
    parts.at(-1)?.push(one);
    last = counter;
  }
  return parts;
}

/**
 * By time, but what was taken before a clock was set back, or by another camera whose numbers come before, stays
 * before. Where time goes back all over, the numbers were given later.
 */
function inOrderOfCapture<T extends Exposure>(stream: Stream<T>): Stream<T> {
  const parts: Named<T>[][] = [];
  let last = Infinity;
  for (const one of stream) {
    const time = one.shot.capturedAt ?? last;
    if (time < last - minSetBack || parts.length === 0) parts.push([]);
    parts.at(-1)?.push(one);
    last = time;
  }
  return parts.every((part) => part.length >= minOfCamera)
    ? parts.flatMap(inOrderOfTime)
    : inOrderOfTime(stream);
}

/** Where no counter says between which others a photo without a time was taken. */
function untimedLast<T extends Exposure>(stream: Stream<T>): Stream<T> {
  const timed = stream.filter(({ shot }) => shot.capturedAt !== null);
  return [...inOrderOfTime(timed), ...stream.filter(({ shot }) => shot.capturedAt === null)];
}

/** Where all have a time; stable, so that photos of one second stay in the order of the counter. */
function inOrderOfTime<T extends Exposure>(stream: Stream<T>): Stream<T> {
  if (stream.some(({ shot }) => shot.capturedAt === null)) return stream;
  return stream.toSorted(({ shot: a }, { shot: b }) => (a.capturedAt ?? 0) - (b.capturedAt ?? 0));
}

function counterOf<T>({ name }: Named<T>): number {
  return name?.counter ?? 0;
}

function byName<T extends Exposure>({ shot: a }: Named<T>, { shot: b }: Named<T>): number {
  return naturalOrder(a.fileName, b.fileName) || a.id - b.id;
}
