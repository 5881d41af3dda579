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
}

/** A prefix that fewer photos have is no camera's. */
const minOfCamera = 3;
/** What the counters of most cameras wrap at. */
const lastCount = 9_999;

/** A counter that jumps so far is another camera's, or another day's. */
const maxJump = 200;

/**
 * Tells cameras apart by folder, name and counter, since their clocks may differ. Photos of one camera go by time, else
 * by counter. Pure.
 */
export function cameraStreams<T extends Exposure>(shots: readonly T[]): Stream<T>[] {
  return [...Map.groupBy(shots, ({ folder }) => folder).values()].flatMap((inFolder) => {
    const named = inFolder.map((shot) => ({ shot, name: cameraName(shot.fileName) }));
    const prefixes = [...Map.groupBy(named, ({ name }) => name?.prefix ?? null)];
    const isCamera = ([prefix, own]: (typeof prefixes)[number]): boolean =>
      prefix !== null && own.length >= minOfCamera;
    const cameras = prefixes.filter(isCamera).flatMap(([, own]) => byJumps(inOrderOfCounter(own)));
    const others = prefixes.filter((one) => !isCamera(one)).flatMap(([, own]) => own);
    const streams = [...cameras, ...(others.length > 0 ? [others.toSorted(byName)] : [])];
    return streams.map(inOrderOfTime);
  });
}

function inOrderOfCounter<T extends Exposure>(own: readonly Named<T>[]): Stream<T> {
  const counted = own.toSorted((a, b) => (a.name?.counter ?? 0) - (b.name?.counter ?? 0) || byName(a, b));
  const [first, last] = [counted[0], counted.at(-1)];
  const wraps =
    first?.name !== null &&
    (first?.name.counter ?? 0) <= 1 &&
    last?.name?.counter === lastCount &&
    (last.shot.capturedAt ?? 0) < (first?.shot.capturedAt ?? 0);
  if (!wraps) return counted;
  const jumps = counted.map(
    ({ name }, at) => (name?.counter ?? 0) - (counted[at - 1]?.name?.counter ?? name?.counter ?? 0),
  );
  const start = jumps.indexOf(Math.max(...jumps));
  return [...counted.slice(start), ...counted.slice(0, start)];
}

function byJumps<T extends Exposure>(counted: Stream<T>): Stream<T>[] {
  const parts: Named<T>[][] = [];
  let last = -Infinity;
  for (const one of counted) {
    const counter = one.name?.counter ?? 0;
    if (parts.length === 0 || counter - last > maxJump) parts.push([]);
    parts.at(-1)?.push(one);
    last = counter;
  }
  return parts;
}

/** Where all have a time; stable, so that photos of one second stay in the order of the counter. */
function inOrderOfTime<T extends Exposure>(stream: Stream<T>): Stream<T> {
  if (stream.some(({ shot }) => shot.capturedAt === null)) return stream;
  return stream.toSorted(({ shot: a }, { shot: b }) => (a.capturedAt ?? 0) - (b.capturedAt ?? 0));
}

function byName<T extends Exposure>({ shot: a }: Named<T>, { shot: b }: Named<T>): number {
  return naturalOrder(a.fileName, b.fileName) || a.id - b.id;
}
