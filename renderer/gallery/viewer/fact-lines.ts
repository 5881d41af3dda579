import { typeFacts } from '../../../shared/limits.ts';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import type { TileFacts } from '../../../shared/tile-facts.ts';
import { formatBytes, formatCaptureTime, formatDate, formatNumber } from '../../wording/format.ts';
import { tileFile } from '../../wording/gallery-messages.ts';

export interface FactLine {
  readonly name: string;
  readonly value: string;
}

/** What the viewer says of a picture. Facts that are read from its file are left blank until then. Pure. */
export function factLines(
  tile: Tile,
  facts: TileFacts | null | undefined,
  place: { position: number; count: number },
): FactLine[] {
  const isThumbnail = tile.type === 'image' ? tile.isThumbnail : tile.willBeThumbnail;
  const known = (value: (facts: TileFacts) => string): string =>
    facts === undefined ? '' : facts === null ? text('viewer.notKnown') : value(facts);
  return [
    { name: text('viewer.file'), value: tileFile(tile) || text('viewer.notKnown') },
    {
      name: text('viewer.size'),
      value: known(({ width, height }) =>
        text('viewer.pixels', { width: formatNumber(width), height: formatNumber(height) }),
      ),
    },
    {
      name: text('viewer.type'),
      value: known(({ type, bytes }) => `${nameOfType(type)}, ${formatBytes(bytes)}`),
    },
    { name: text('viewer.profile'), value: known(({ profile }) => profile ?? text('viewer.noProfile')) },
    {
      name: text('viewer.taken'),
      value: known(({ capturedAt }) =>
        capturedAt === null ? text('viewer.notRecorded') : formatTaken(capturedAt),
      ),
    },
    ...(tile.type === 'image'
      ? [
          {
            name: text('viewer.changed'),
            value: known(({ changedAt }) =>
              changedAt === null ? text('viewer.notKnown') : formatDate(changedAt),
            ),
          },
        ]
      : []),
    {
      name: text('viewer.place'),
      value: isThumbnail ? text('viewer.positionThumbnail', place) : text('viewer.position', place),
    },
  ];
}

function nameOfType(type: string): string {
  return Object.hasOwn(typeFacts, type) ? typeFacts[type as keyof typeof typeFacts].name : type.toUpperCase();
}

const takenDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A camera's own time, which has no zone and is read as UTC. */
function formatTaken(at: number): string {
  return `${takenDay.format(at)}, ${formatCaptureTime(at)}`;
}
