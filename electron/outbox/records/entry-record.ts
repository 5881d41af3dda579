import type { AcceptedType } from '../../../shared/limits.ts';
import { reasonSchema } from '../../../shared/ids.ts';
import { assertNever, type Reason } from '../../../shared/outcome.ts';
import type { Row } from '../../storage/database.ts';
import type { NewIntent } from '../intent.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry, VariantImageEntry } from '../edit-entry.ts';
import type { EntryBase, EntryProgress, OutboxEntry, StagedPhoto } from '../entry.ts';

/** `told` is `reported` in memory; the stored name stays, so that old rows are read. */
type StoredArrange = Pick<ArrangeEntry, 'base' | 'order'> &
  Partial<Pick<ArrangeEntry, 'touched' | 'unanswered'>> & { told?: string | null };

type EditFields<E extends OutboxEntry> = Omit<E, keyof EntryBase | 'type' | 'photo'>;

/** An edit's own fields as JSON; null for intents stored in columns. */
export function editOf(intent: NewIntent | OutboxEntry): string | null {
  switch (intent.type) {
    case 'variant-image':
      return JSON.stringify({
        variantId: intent.variantId,
        restores: 'restores' in intent ? intent.restores : null,
        before: 'before' in intent ? intent.before : null,
        made: 'made' in intent ? intent.made : null,
        sentAs: 'photo' in intent ? intent.photo?.sentAs : undefined,
      } satisfies EditFields<VariantImageEntry> & { sentAs: string | undefined });
    case 'remove':
      return JSON.stringify({
        imageIds: intent.imageIds,
        replacing: intent.replacing,
        notBefore: intent.notBefore,
      });
    case 'update':
      return JSON.stringify({
        key: intent.key,
        alt: intent.alt,
        altBefore: intent.altBefore,
        altsSent: intent.altsSent,
        asThumbnail: intent.asThumbnail,
        thumbnailBefore: intent.thumbnailBefore,
      });
    case 'arrange':
      return JSON.stringify({
        base: intent.base,
        order: intent.order,
        touched: intent.touched,
        unanswered: intent.unanswered,
        told: intent.reported,
      } satisfies StoredArrange);
    case 'upload':
      return intent.photo.sentAs === undefined ? null : JSON.stringify({ sentAs: intent.photo.sentAs });
    case 'import':
    case 'clear':
      return null;
    default:
      return assertNever(intent);
  }
}

/** Parses what `editOf` wrote. */
function readEdit(row: Row): unknown {
  return JSON.parse(String(row['intent']));
}

/** What a state has beside its name. */
export function readDetail(row: Row): { reason?: Reason; imageId?: number | null } {
  const detail = JSON.parse(String(row['detail'])) as { reason?: unknown };
  return detail.reason === undefined
    ? (detail as { imageId?: number | null })
    : { ...detail, reason: reasonSchema.parse(detail.reason) };
}

/** Reads an entry from a row of `entries` or `history`. */
export function toEntry(row: Row): OutboxEntry {
  const base = {
    id: Number(row['id']),
    storeId: String(row['store_id']),
    productId: Number(row['product_id']),
    batchId: row['batch_id'] === null ? null : Number(row['batch_id']),
    attempts: Number(row['attempts']),
    mayHaveArrived: row['may_have_arrived'] === 1,
    withdrawn: row['withdrawn'] === 1,
    progress: { type: row['state'], ...readDetail(row) } as EntryProgress,
  };
  const placement = {
    sortOrder: row['sort_order'] === null ? null : Number(row['sort_order']),
    asThumbnail: row['as_thumbnail'] === 1,
    alt: String(row['alt']),
  };
  const type = row['kind'] as OutboxEntry['type'];
  switch (type) {
    case 'upload':
      return { type, ...base, ...placement, photo: toPhoto(row) };
    case 'import':
      return {
        type,
        ...base,
        ...placement,
        url: String(row['url']),
        knownIds: JSON.parse(String(row['known_ids'])) as number[],
      };
    case 'variant-image': {
      const { variantId, ...kept } = readEdit(row) as Partial<VariantImageEntry> &
        Pick<VariantImageEntry, 'variantId'>;
      const photo = row['sha256'] === null ? null : toPhoto(row);
      // Rows written by earlier versions have the variant alone.
      const { restores = null, before = null, made = null } = kept;
      return { type, ...base, photo, variantId, restores, before, made };
    }
    case 'remove':
      return { type, ...base, ...(readEdit(row) as EditFields<RemoveEntry>) };
    case 'update':
      // Defaults for rows written by earlier versions.
      return {
        type,
        ...base,
        altsSent: [],
        thumbnailBefore: null,
        ...(readEdit(row) as Omit<EditFields<UpdateEntry>, 'altsSent' | 'thumbnailBefore'>),
      };
    case 'arrange': {
      const { told: reported = null, ...edit } = readEdit(row) as StoredArrange;
      return {
        type,
        ...base,
        touched: [],
        unanswered: [],
        ...edit,
        reported,
      };
    }
    case 'clear':
      return { type, ...base };
    default:
      return assertNever(type);
  }
}

function toPhoto(row: Row): StagedPhoto {
  const { sentAs } = (row['intent'] === null ? {} : readEdit(row)) as Pick<StagedPhoto, 'sentAs'>;
  return {
    fileName: String(row['file_name']),
    type: row['type'] as AcceptedType,
    bytes: Number(row['bytes']),
    sha256: String(row['sha256']),
    mark: String(row['mark']),
    ...(sentAs === undefined ? {} : { sentAs }),
  };
}
