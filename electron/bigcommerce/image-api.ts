import type { Outcome } from '../../shared/outcome.ts';
import type { Failure } from './failure.ts';

export type Answer<T> = Promise<Outcome<T, Failure>>;

/** People are served before batches; see governor.ts. */
export type Lane = 'person' | 'batch';

/** An image as a store describes it, in one shape for V3 and V2. Pictures' URLs may be empty while the store works on them. */
export interface StoreImage {
  id: number;
  productId: number;
  sortOrder: number;
  isThumbnail: boolean;
  description: string;
  /** Stored path, such as `r/057/mug-front__62714.jpg`; empty when the store left it out. */
  imageFile: string;
  urlZoom: string;
  urlStandard: string;
  urlThumbnail: string;
  urlTiny: string;
  dateModified: string;
}

export interface NewImageFile {
  path: string;
  /** Size of the file at `path`, bytes: it becomes part of Content-Length. */
  bytes: number;
  /** The name the store is told; carries the mark. */
  fileName: string;
  mediaType: string;
  sortOrder: number | null;
  isThumbnail: boolean;
  description: string;
}

export interface ImageChange {
  sortOrder?: number;
  isThumbnail?: boolean;
  description?: string;
}

export interface CallOptions {
  lane: Lane;
  signal?: AbortSignal;
}

export interface SendOptions extends CallOptions {
  /** Bytes of the picture the network has taken so far; called as often as chunks go, so keep it cheap. */
  onProgress?: (sent: number) => void;
}

/** Everything Packshot does with the images of a product, whichever version of the API does it. */
export interface ImageApi {
  /** All images of a product, all pages, in no particular order. `not-found` for an unknown product. */
  list(productId: number, options: CallOptions): Answer<StoreImage[]>;
  createFromFile(productId: number, image: NewImageFile, options: SendOptions): Answer<StoreImage>;
  update(productId: number, imageId: number, change: ImageChange, options: CallOptions): Answer<StoreImage>;
  /** Deleting what is not there is success: the outcome wanted is the outcome had. */
  remove(productId: number, imageId: number, options: CallOptions): Answer<null>;
}

export interface StoreProduct {
  id: number;
  name: string;
  sku: string;
  dateModified: string;
  variants: { id: number; sku: string }[];
  images: StoreImage[];
}

export interface ProductPage {
  products: StoreProduct[];
  page: number;
  totalPages: number;
  total: number;
}

export interface CatalogApi {
  /** One page of products with their images and variants, by id ascending. `page` counts from 1. */
  products(query: { page: number; modifiedSince?: string }, options: CallOptions): Answer<ProductPage>;
  product(productId: number, options: CallOptions): Answer<StoreProduct>;
  /** The cheapest authorised question there is: proves address and token, and that the store can be reached. */
  summary(options: CallOptions): Answer<{ productCount: number }>;
  /** The store's own name, or null where the token may not ask. */
  storeName(options: CallOptions): Answer<string | null>;
}
