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
export type Stream<T> = readonly { shot: T; name: CameraName | null }[];

/** A prefix that fewer photos have is no camera's. */
const minOfCamera = 3;
/** What the counters of most cameras wrap at. */
const lastCount = 9_999;

/**
 * Tells cameras apart by folder and name, since their clocks may differ. A camera's counter gives the order, because a clock may be
 * changed between two photos; other photos go by time. Pure.
 */
export function cameraStreams<T extends Exposure>(shots: readonly T[]): Stream<T>[] {
  return [...Map.groupBy(shots, ({ folder }) => folder).values()].flatMap((inFolder) => {
    const named = inFolder.map((shot) => ({ shot, name: cameraName(shot.fileName) }));
    const cameras = [...Map.groupBy(named, ({ name }) => name?.prefix ?? null)];
    const isCamera = ([prefix, own]: (typeof cameras)[number]): boolean =>
      prefix !== null && own.length >= minOfCamera;
    const others = cameras.filter((one) => !isCamera(one)).flatMap(([, own]) => own);
    const byCounter = cameras.filter(isCamera).map(([, own]) => inOrderOfCounter(own));
    const byTime = others.map(({ shot }) => ({ shot, name: null })).toSorted(byTimeOrName);
    return [...byCounter, ...(byTime.length > 0 ? [byTime] : [])];
  });
}

type Named<T> = Stream<T>[number];

function inOrderOfCounter<T extends Exposure>(own: readonly Named<T>[]): Stream<T> {
  const counted = own.toSorted(
    (a, b) => (a.name?.counter ?? 0) - (b.name?.counter ?? 0) || byTimeOrName(a, b),
  );
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

function byTimeOrName<T extends Exposure>({ shot: a }: Named<T>, { shot: b }: Named<T>): number {
  const byName = naturalOrder(a.fileName, b.fileName) || a.id - b.id;
  if (a.capturedAt === null || b.capturedAt === null) return byName;
  return a.capturedAt - b.capturedAt || byName;
}
