import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import {
  fitted,
  fittedSize,
  maxScale,
  panned,
  relativeView,
  viewAt,
  zoomed,
  type Frame,
  type View,
} from './zoom.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Looked {
  readonly view: View;
  readonly of: string;
}

/** A view that several pictures share; its place is in parts of each picture. */
export interface SharedView {
  readonly view: View;
  readonly change: (next: (view: View) => View) => void;
}

const wheelStep = 0.0018;

/** Zoom and pan by wheel, pinch, drag and double click. `name` identifies the picture. `shared`: one view for all. */
export function useZoom(natural: Size, name: string, shared: SharedView | null = null) {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [looked, setLooked] = useState<Looked>({ view: fitted, of: name });
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const fit = fittedSize(natural, size);
  const here: Frame = { ...size, pictureWidth: fit.width, pictureHeight: fit.height };
  const view = shared !== null ? viewAt(shared.view, here) : looked.of === name ? looked.view : fitted;
  const frame = useRef<Frame>({ width: 0, height: 0, pictureWidth: 0, pictureHeight: 0 });
  useEffect(() => {
    frame.current = here;
  });

  const shareView = shared?.change;
  const change = useCallback(
    (next: (view: View, frame: Frame) => View) => {
      if (shareView !== undefined) {
        shareView((before) =>
          relativeView(next(viewAt(before, frame.current), frame.current), frame.current),
        );
        return;
      }
      setLooked((before) => ({
        of: name,
        view: next(before.of === name ? before.view : fitted, frame.current),
      }));
    },
    [name, shareView],
  );

  useEffect(() => {
    if (room === null) return undefined;
    const sizes = new ResizeObserver(() => setSize({ width: room.clientWidth, height: room.clientHeight }));
    sizes.observe(room);
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      // A trackpad's pinch arrives as small wheel steps with Ctrl.
      const factor = Math.exp(-event.deltaY * wheelStep * (event.ctrlKey ? 4 : 1));
      change((before, current) => zoomed(before, factor, fromMiddle(room, event), current));
    };
    room.addEventListener('wheel', wheel, { passive: false });
    return () => {
      sizes.disconnect();
      room.removeEventListener('wheel', wheel);
    };
  }, [room, change]);

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined || room === null) return;
    const now = { x: event.clientX, y: event.clientY };
    pointers.current.set(event.pointerId, now);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      change((old, current) => panned(old, now.x - before.x, now.y - before.y, current));
      return;
    }
    const apart = Math.hypot(before.x - other.x, before.y - other.y);
    if (apart === 0) return;
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / apart;
    const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
    change((old, current) => zoomed(old, factor, fromMiddle(room, middle), current));
  }

  const forget = (event: PointerEvent): void => void pointers.current.delete(event.pointerId);

  return {
    onRoom: setRoom,
    /** Size of the window onto the picture. */
    room: size,
    view,
    /** Size of the picture when it fits into the window. */
    fit,
    canNearer: view.scale < maxScale,
    percent: natural.width === 0 ? '' : `${Math.round((view.scale * fit.width * 100) / natural.width)}%`,
    nearer: useCallback(
      (factor: number) => change((before, current) => zoomed(before, factor, { x: 0, y: 0 }, current)),
      [change],
    ),
    move: useCallback(
      (x: number, y: number) => change((before, current) => panned(before, x, y, current)),
      [change],
    ),
    reset: useCallback(() => change(() => fitted), [change]),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      onPointerMove,
      onPointerUp: forget,
      onPointerCancel: forget,
      onDoubleClick: (event: { clientX: number; clientY: number }) => {
        if (room === null) return;
        const point = fromMiddle(room, event);
        change((before, current) => (before.scale > 1 ? fitted : zoomed(before, 2.5, point, current)));
      },
    },
  };
}

export type Zoom = ReturnType<typeof useZoom>;

function fromMiddle(room: HTMLElement, at: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = room.getBoundingClientRect();
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 };
}
