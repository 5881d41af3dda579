import type { Product } from '../../../../shared/model.ts';
import { reason } from '../../../../shared/messages/reason.ts';
import type { Reason } from '../../../../shared/outcome.ts';
import type { Candidate } from '../../../../shared/review.ts';
import { drawing } from './drawings.ts';
import type { FakePhoto } from './review.ts';

/** Photos under review for the scenes: one of every type the screen distinguishes. */

const views = ['front', 'side', 'back', 'detail', 'above', 'in the hand'];

function photo(id: number, fileName: string, part: Partial<FakePhoto> = {}): FakePhoto {
  return {
    id,
    fileName,
    folder: 'shoot-0412',
    preview: drawing(id),
    size: { type: 'JPEG', width: 6000, height: 4000, bytes: 2_100_000 + id * 97_000 },
    reading: false,
    unusable: null,
    match: { type: 'unmatched', why: 'No SKU is like this name.', candidates: [] },
    target: null,
    variants: '',
    view: '',
    duplicate: null,
    included: (part.unusable ?? null) === null,
    stars: 0,
    rejected: false,
    asThumbnail: false,
    alt: '',
    altIsOwn: false,
    destination: null,
    preparing: null,
    ...part,
  };
}

function matched(id: number, product: Product, n: number, part: Partial<FakePhoto> = {}): FakePhoto {
  const view = views[n % views.length] ?? '';
  return photo(id, `${product.sku}_${view.replaceAll(' ', '-')}.jpg`, {
    view,
    alt: `${product.name} - ${view}`,
    match: { type: 'matched', why: `The file name begins with the SKU ${product.sku}.`, candidates: [] },
    target: { productId: product.id, variantId: null, sku: product.sku, variant: '' },
    included: true,
    preview: drawing(product.id + n * 4),
    ...part,
  });
}

function candidate(product: Product, variant: string | null = null): Candidate {
  return {
    productId: product.id,
    variantId: variant === null ? null : product.id * 10,
    sku: variant ?? product.sku,
    productName: product.name,
  };
}

const notAnImage = reason('not-a-picture', { known: 'no', what: '' });

function refused(id: number, fileName: string, unusable: Reason, part: Partial<FakePhoto> = {}): FakePhoto {
  return photo(id, fileName, { unusable, preview: null, size: null, ...part });
}

/** A realistic shoot: mostly matched, some without a product, some unusable. */
export function mixedPhotos(products: readonly Product[]): FakePhoto[] {
  const [mug, bottle, lamp, bowl, tray, , , full] = products as [
    Product,
    Product,
    Product,
    Product,
    Product,
    Product,
    Product,
    Product,
  ];
  return [
    photo(1, 'ALD-1000_2.jpg', {
      match: {
        type: 'ambiguous',
        why: 'ALD-1000 begins 2 SKUs.',
        candidates: [candidate(mug), candidate(mug, 'ALD-1000-B')],
      },
    }),
    photo(2, 'IMG_2210.jpg', {
      folder: 'shoot-0412/extra',
      match: {
        type: 'unmatched',
        why: 'This name has no SKU in it; it looks like one that a camera gave.',
        candidates: [],
      },
    }),
    photo(3, 'BRK-1001-B final retouched for the spring catalogue, second version (3).jpg', {
      match: {
        type: 'unmatched',
        why: 'No product has the SKU BRK-1001-B. These are the nearest.',
        candidates: [candidate(bottle), candidate(products[11] ?? bottle), candidate(products[21] ?? bottle)],
      },
    }),
    matched(10, mug, 0, { asThumbnail: true }),
    matched(11, mug, 1, {
      newVersion: { isCertain: true, replaces: false },
      picture: { name: 'Clay', variants: 3, replaced: 0 },
      altIsOwn: true,
      alt: 'Alder mug from the side, handle to the right, in soft evening light',
    }),
    matched(12, mug, 2, { duplicate: 'gallery', included: false }),
    matched(13, mug, 3, {
      fileName: `${mug.sku}_detail.tif`,
      size: { type: 'TIFF', width: 6000, height: 4000, bytes: 61_000_000 },
      preparing: {
        must: true,
        sentence: '61 MB TIFF → JPEG, 1.1 MB',
        sendAs: 'prepared',
        state: 'ready',
        result: { type: 'JPEG', width: 2560, height: 1707, bytes: 1_100_000, preview: drawing(mug.id + 12) },
      },
    }),
    matched(20, bottle, 0),
    matched(21, bottle, 1, {
      preparing: {
        must: false,
        sentence: 'Private metadata is removed, and the longest edge fitted to 2,560 px',
        sendAs: 'prepared',
        state: 'working',
        result: null,
      },
    }),
    matched(22, bottle, 0, { fileName: `${bottle.sku}_front copy.jpg`, duplicate: 'batch', included: false }),
    matched(30, lamp, 0, {
      fileName: `${lamp.sku}-OAK_front.jpg`,
      target: { productId: lamp.id, variantId: 44, sku: `${lamp.sku}-OAK`, variant: 'Oak' },
      match: { type: 'matched', why: `The file name is the variant's SKU ${lamp.sku}-OAK.`, candidates: [] },
      destination: 'both',
      picture: { name: 'Oak', variants: 4, replaced: 0 },
    }),
    matched(31, lamp, 1, { reading: true, preview: null, size: null }),
    matched(40, bowl, 0),
    matched(41, bowl, 1, { sharpness: 0.62, taken: { profile: 'Display P3', at: 1_764_000_000_000 } }),
    matched(42, bowl, 4, {
      match: { type: 'chosen', why: `You chose ${bowl.name}.`, candidates: [] },
      sharpness: 0.81,
      taken: { profile: 'Adobe RGB (1998)', at: 1_764_000_030_000 },
    }),
    matched(50, tray, 0),
    matched(70, full, 0),
    matched(71, full, 1),
    matched(72, full, 3),
    refused(90, 'broken.jpg', reason('damaged', { how: 'short' })),
    refused(91, 'notes from the client.txt', notAnImage),
    refused(92, 'layered.psb', reason('too-many-pixels', { width: 40_000, height: 32_000 })),
  ];
}

/** 10,000 photos of 800 products. Short addresses as from main: copying drawings would be measured. */
export function manyPhotos(products: readonly Product[]): FakePhoto[] {
  return Array.from({ length: 10_000 }, (_, index) => {
    const id = index + 1;
    const own = products[Math.floor(index / 12) % products.length];
    if (own === undefined || index < 150) return photo(id, `IMG_${4000 + index}.jpg`, { preview: '/p' });
    return matched(id, own, index % 12, { preview: '/p' });
  });
}

export function unusablePhotos(): FakePhoto[] {
  const files = ['brief.pdf', 'prices.xlsx', 'readme.txt'].map((name, index) =>
    refused(index + 1, name, notAnImage),
  );
  const outside = reason('link-leads-outside', { target: '/archive/2024' });
  const link = refused(9, 'archive', outside, { leadsOutside: true });
  return [...files, link, ...rawPhotos()];
}

/** Raw photographs, each with its camera's own JPEG. */
function rawPhotos(): FakePhoto[] {
  const cameraJpeg = { width: 6000, height: 4000 };
  const why = reason('raw-with-jpeg', { what: 'a raw photo (NEF)', ...cameraJpeg });
  return ['DSC_0412.NEF', 'DSC_0413.NEF'].map((name, index) =>
    refused(index + 11, name, why, { cameraJpeg }),
  );
}
