import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Gallery, Tile } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { did } from '../state/asking.ts';
import {
  noOrigins,
  originsOf,
  rowsOf,
  type EarlyEdit,
  type GalleryRow,
  type Origins,
} from './gallery-rows.ts';

interface SentEdit {
  readonly number: number;
  readonly edit: EarlyEdit;
  /** The tiles at the time of the answer: the next ones include the edit. Null before the answer. */
  readonly answered: readonly Tile[] | null;
}

interface Seen {
  readonly tiles: readonly Tile[];
  readonly origins: Origins;
  readonly sent: readonly SentEdit[];
  readonly rows: readonly GalleryRow[];
}

export interface GalleryRows {
  readonly rows: readonly GalleryRow[];
  /**
   * Shows an edit at once and sends it. It is dropped when the main process refuses it or shows it itself.
   */
  send(edit: EarlyEdit, call: () => Promise<Outcome<unknown>>): Promise<boolean>;
}

export function useGalleryRows({ tiles }: Pick<Gallery, 'tiles'>): GalleryRows {
  const [sent, setSent] = useState<readonly SentEdit[]>([]);
  const [seen, setSeen] = useState<Seen>(() => ({
    tiles,
    sent: [],
    origins: noOrigins,
    rows: rowsOf(tiles, noOrigins, []),
  }));
  const latest = useRef(tiles);
  const count = useRef(0);

  let now = seen;
  if (seen.tiles !== tiles || seen.sent !== sent) {
    const live = sent.filter(({ answered }) => answered === null || answered === tiles);
    const origins = seen.tiles === tiles ? seen.origins : originsOf(seen.tiles, tiles, seen.origins);
    const rows = rowsOf(
      tiles,
      origins,
      live.map(({ edit }) => edit),
      seen.rows,
    );
    const kept = live.length === sent.length ? sent : live;
    now = { tiles, origins, sent: kept, rows };
    setSeen(now);
    if (kept !== sent) setSent(kept);
  }
  useLayoutEffect(() => {
    latest.current = tiles;
  }, [tiles]);

  const send = useCallback(async (edit: EarlyEdit, call: () => Promise<Outcome<unknown>>) => {
    count.current += 1;
    const number = count.current;
    setSent((before) => [...before, { number, edit, answered: null }]);
    const done = await did(call());
    setSent((before) =>
      done
        ? before.map((each) => (each.number === number ? { ...each, answered: latest.current } : each))
        : before.filter((each) => each.number !== number),
    );
    return done;
  }, []);

  return { rows: now.rows, send };
}
