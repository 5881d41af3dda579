import type { Product } from '../../../../shared/model.ts';
import { ok, type Outcome } from '../../../../shared/outcome.ts';
import type {
  DroppedSummary,
  PhotoFilter,
  Placement,
  ReviewItem,
  ReviewRow,
  ReviewSection,
  ReviewSummary,
} from '../../../../shared/review.ts';
import type { PackshotApi } from '../../../../shared/packshot-api.ts';
import { reason } from '../../../../shared/messages/reason.ts';

/** A photo that main has not placed: its order is that of the list. */
export type FakePhoto = ReviewItem;

interface Group {
  product: Product;
  photos: FakePhoto[];
}

const done = (): Promise<Outcome<null>> => Promise.resolve(ok(null));

/** A batch under review that roughly does what it is asked: enough to view and use the screen. */
export class FakeReview {
  #photos: FakePhoto[];
  readonly #products: ReadonlyMap<number, Product>;
  readonly #placements = new Map<number, Placement>();
  readonly #changed: () => void;
  #options: Pick<ReviewSummary, 'altTemplate' | 'placement' | 'destination'> = {
    altTemplate: '{product} - {view}',
    placement: 'after',
    destination: 'gallery',
  };
  #version = 1;

  #dropped: DroppedSummary | null;

  constructor(
    photos: readonly FakePhoto[],
    products: readonly Product[],
    changed: () => void,
    dropped: DroppedSummary | null = null,
  ) {
    this.#dropped = dropped;
    this.#photos = [...photos];
    this.#products = new Map(products.map((product) => [product.id, product]));
    this.#changed = changed;
  }

  get photos(): readonly FakePhoto[] {
    return this.#photos;
  }

  summary(): ReviewSummary {
    const usable = this.#photos.filter((photo) => photo.unusable === null);
    const placed = usable.filter((photo) => photo.target !== null);
    const ready = placed.filter((photo) => photo.included);
    return {
      ready: ready.length,
      notPrepared: 0,
      choose: usable.length - placed.length,
      unseen: 0,
      dropped: this.#dropped,
      undoSteps: [],
      redo: null,
      suggested: this.#photos.filter((photo) => sectionOf(photo) === 'suggested').length,
      unusable: this.#photos.filter((photo) => sectionOf(photo) === 'unusable').length,
      skipped: placed.filter((photo) => !photo.included).length,
      rated: [1, 2, 3, 4, 5].map((min) => usable.filter(({ stars }) => stars >= min).length),
      rejected: usable.filter(({ rejected }) => rejected).length,
      reading: usable.filter((photo) => photo.reading).length,
      preparing: ready.filter((photo) => photo.preparing?.state === 'working').length,
      queueing: 0,
      products: new Set(ready.map((photo) => photo.target?.productId)).size,
      ...this.#options,
      version: this.#version,
    };
  }

  readonly verbs: PackshotApi['review'] = {
    rows: ({ offset, limit, view }) => {
      const rows = this.#arrange(view?.filter ?? null);
      return Promise.resolve(
        ok(structuredClone({ total: rows.length, rows: rows.slice(offset, offset + limit) })),
      );
    },
    items: ({ itemIds }) =>
      Promise.resolve(ok({ items: this.#photos.filter(({ id }) => itemIds.includes(id)) })),
    outline: ({ view }) => {
      const rows = this.#arrange(view.filter);
      const headings = rows.flatMap((row, index) =>
        row.row === 'item'
          ? []
          : [{ index, row: row.row, section: row.row === 'product' ? ('ready' as const) : row.section }],
      );
      return Promise.resolve(ok({ total: rows.length, headings, assigned: [] }));
    },
    ids: ({ section, productId, view }) =>
      Promise.resolve(
        ok({
          itemIds: this.#photos
            .filter((photo) => sectionOf(photo) === section && isShown(photo, view?.filter ?? null))
            .filter((photo) => productId === null || photo.target?.productId === productId)
            .map(({ id }) => id),
        }),
      ),
    matchByName: () => {
      this.#dropped = null;
      return this.#put([], (photo) => photo);
    },
    undo: () => Promise.resolve(ok({ type: 'nothing' })),
    redo: () => Promise.resolve(ok({ type: 'nothing' })),
    acceptSet: () => Promise.resolve(ok({ accepted: 0 })),
    excludeSet: () => Promise.resolve(ok(null)),
    splitSet: () => Promise.resolve(ok(null)),
    joinSet: () => Promise.resolve(ok(null)),
    planRun: () => Promise.resolve(ok({ pairs: [] })),
    giveRun: () => Promise.resolve(ok({ accepted: 0 })),
    acceptSuggested: async () => {
      const suggested = this.#photos.filter((photo) => sectionOf(photo) === 'suggested');
      for (const { id, match } of suggested) {
        const productId = match.candidates[0]?.productId ?? null;
        await this.#put([id], (photo) => aimed(photo, productId, null, this.#products));
      }
      return ok({ accepted: suggested.length });
    },
    acceptIds: () => Promise.resolve(ok({ accepted: 0 })),
    replaceNewVersions: async () => {
      const ids = this.#photos.filter(isAddedNextToOld).map(({ id }) => id);
      await this.#put(ids, (photo) => ({ ...photo, newVersion: { isCertain: true, replaces: true } }));
      return ok({ count: ids.length });
    },
    addLinked: async ({ batchId, itemIds }) => {
      const linked = this.#photos.filter(({ id }) => itemIds.includes(id));
      await this.#put(
        linked.map(({ id }) => id),
        ({ leadsOutside: _added, ...photo }) => ({ ...photo, unusable: reason('link-added') }),
      );
      return ok({ batchId });
    },
    useCameraJpegs: async ({ itemIds }) => {
      const offered = this.#photos.filter(
        ({ id, cameraJpeg }) => cameraJpeg !== undefined && (itemIds === null || itemIds.includes(id)),
      );
      await this.#put(
        offered.map(({ id }) => id),
        ({ cameraJpeg, ...photo }) => ({
          ...photo,
          fileName: photo.fileName.replace(/\.[^.]*$/, '.jpg'),
          unusable: null,
          size: { type: 'JPEG', width: 0, height: 0, ...cameraJpeg, bytes: 9_100_000 },
        }),
      );
      return ok({ count: offered.length });
    },
    assign: ({ itemIds, productId, variantId }) =>
      this.#put(itemIds, (photo) => aimed(photo, productId, variantId, this.#products)),
    assignEach: ({ itemIds, targets }) => {
      const [first] = targets;
      const variantId = first?.variantIds[0] ?? null;
      return this.#put(itemIds, (photo) => aimed(photo, first?.productId ?? null, variantId, this.#products));
    },
    move: ({ itemIds, productId, before }) => {
      const moving = new Set(itemIds);
      const moved = this.#photos
        .filter((photo) => moving.has(photo.id))
        .map((photo) =>
          photo.target?.productId === productId ? photo : aimed(photo, productId, null, this.#products),
        );
      const rest = this.#photos.filter((photo) => !moving.has(photo.id));
      const last = rest.findLastIndex((photo) => photo.target?.productId === productId) + 1;
      rest.splice(before === null ? last : rest.findIndex(({ id }) => id === before), 0, ...moved);
      this.#photos = rest;
      return this.#touched();
    },
    change: ({ itemIds, change }) =>
      this.#put(itemIds, (photo) => ({
        ...photo,
        included: change.rejected === undefined ? (change.included ?? photo.included) : !change.rejected,
        stars: change.stars ?? photo.stars,
        rejected: change.rejected ?? (change.included === true ? false : photo.rejected),
        asThumbnail: change.asThumbnail ?? photo.asThumbnail,
        alt: change.alt ?? photo.alt,
        altIsOwn: change.alt === undefined ? photo.altIsOwn : change.alt !== null,
        destination: photo.destination && (change.destination ?? photo.destination),
        preparing: photo.preparing && { ...photo.preparing, sendAs: change.sendAs ?? photo.preparing.sendAs },
      })),
    changeProduct: ({ productId, placement }) => {
      this.#placements.set(productId, placement);
      return this.#touched();
    },
    changeBatch: ({ change }) => {
      this.#options = {
        ...this.#options,
        ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
      };
      if (change.placement !== undefined) this.#placements.clear();
      return this.#touched();
    },
    tryTemplate: ({ altTemplate }) => {
      const strange = /\{(?!product\}|sku\}|view\}|number\}|file\})([^}]*)\}/.exec(altTemplate);
      const problem =
        strange &&
        reason('unknown-placeholder', {
          placeholder: `{${strange[1]}}`,
          known: '{product}, {sku}, {view}, {number}, {file}',
        });
      const samples = this.#photos
        .filter((photo) => photo.target !== null)
        .slice(0, 3)
        .map((photo) => ({
          fileName: photo.fileName,
          alt: altTemplate
            .replaceAll('{product}', this.#products.get(photo.target?.productId ?? 0)?.name ?? '')
            .replaceAll('{sku}', photo.target?.sku ?? '')
            .replaceAll('{view}', photo.view)
            .replaceAll('{number}', '1')
            .replaceAll('{file}', photo.fileName),
        }));
      return Promise.resolve(ok({ problem, samples: problem ? [] : samples }));
    },
    queue: async () => {
      const goes = (photo: FakePhoto): boolean =>
        photo.target !== null && photo.included && photo.unusable === null && !photo.reading;
      const queued = this.#photos.filter(goes).length;
      this.#photos = this.#photos.filter((photo) => !goes(photo));
      await this.#touched();
      return ok({ type: 'queued' as const, queued });
    },
  };

  #arrange(filter: PhotoFilter | null): ReviewRow[] {
    const of = (section: ReviewSection): FakePhoto[] =>
      this.#photos.filter((photo) => sectionOf(photo) === section && isShown(photo, filter));
    const groups = new Map<number, Group>();
    for (const photo of of('ready')) {
      const product = this.#products.get(photo.target?.productId ?? 0);
      if (product === undefined) continue;
      const group = groups.get(product.id) ?? { product, photos: [] };
      group.photos.push(photo);
      groups.set(product.id, group);
    }
    const plain = (section: ReviewSection): ReviewRow[] => {
      const items = of(section).map((item): ReviewRow => ({ row: 'item', section, item }));
      const cameraJpegs = of(section).filter(({ cameraJpeg }) => cameraJpeg !== undefined).length;
      const offer = cameraJpegs > 0 ? { cameraJpegs } : {};
      return items.length === 0
        ? []
        : [{ row: 'section', section, count: items.length, leftOut: 0, ...offer }, ...items];
    };
    const ready = [...groups.values()].flatMap((group) => this.#groupRows(group));
    const count = of('ready').length;
    const leftOut = of('ready').filter(({ included }) => !included).length;
    const newVersions = of('ready').filter(isAddedNextToOld).length;
    const offer = newVersions > 0 ? { newVersions } : {};
    return [
      ...plain('choose'),
      ...plain('suggested'),
      ...(count === 0
        ? []
        : [{ row: 'section' as const, section: 'ready' as const, count, leftOut, ...offer }]),
      ...ready,
      ...plain('unusable'),
      ...plain('lists'),
    ];
  }

  #groupRows({ product, photos }: Group): ReviewRow[] {
    const included = photos.filter((photo) => photo.included).length;
    const problem = product.id === 107 ? reason('no-room', { room: 2, most: 1_000 }) : null;
    return [
      {
        row: 'product',
        productId: product.id,
        name: product.name,
        sku: product.sku,
        thumbnail: product.thumbnail,
        included,
        imageCount: product.imageCount,
        placement: this.#placements.get(product.id) ?? this.#options.placement,
        problem,
      },
      ...photos.map((item): ReviewRow => ({ row: 'item', section: 'ready', item })),
    ];
  }

  #put(itemIds: readonly number[], change: (photo: FakePhoto) => FakePhoto): Promise<Outcome<null>> {
    const wanted = new Set(itemIds);
    this.#photos = this.#photos.map((photo) => (wanted.has(photo.id) ? change(photo) : photo));
    return this.#touched();
  }

  #touched(): Promise<Outcome<null>> {
    this.#version += 1;
    this.#changed();
    return done();
  }
}

function isShown({ stars, rejected }: FakePhoto, filter: PhotoFilter | null): boolean {
  if (filter === null) return true;
  return filter.type === 'stars' ? stars >= filter.min : rejected;
}

function sectionOf(photo: FakePhoto): ReviewSection {
  if (photo.unusable !== null) return photo.unusable.code === 'read-as-list' ? 'lists' : 'unusable';
  if (photo.target !== null) return 'ready';
  return photo.match.certainty === 'suggested' ? 'suggested' : 'choose';
}

function aimed(
  photo: FakePhoto,
  productId: number | null,
  variantId: number | null,
  products: ReadonlyMap<number, Product>,
): FakePhoto {
  const product = productId === null ? undefined : products.get(productId);
  if (product === undefined) {
    return {
      ...photo,
      target: null,
      included: true,
      destination: null,
      match: { ...photo.match, type: 'unmatched', why: 'You removed this photo from its product.' },
    };
  }
  return {
    ...photo,
    target: { productId: product.id, variantId, sku: product.sku, variant: variantId === null ? '' : 'L' },
    included: true,
    alt: `${product.name} - ${photo.view}`,
    match: { type: 'chosen', why: `You chose ${product.name}.`, candidates: [] },
  };
}

function isAddedNextToOld({ included, newVersion }: FakePhoto): boolean {
  return included && newVersion?.isCertain === true && !newVersion.replaces;
}
