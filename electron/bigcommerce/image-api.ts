import type { Outcome } from '../../shared/outcome.ts';
import type { Failure } from './failure.ts';

export type Answer<T> = Promise<Outcome<T, Failure>>;

/** People are served before batches; see governor.ts. */
export type Priority = 'person' | 'batch';

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

/** A picture on this computer, and the name and type the store is told. */
export interface PictureFile {
  path: string;
  /** Size of the file at `path`, bytes: it becomes part of Content-Length. */
  bytes: number;
  /** Carries the mark. */
  fileName: string;
  mediaType: string;
}

/** What a new image is besides its picture. */
export interface NewImage {
  sortOrder: number | null;
  isThumbnail: boolean;
  description: string;
}

export interface NewImageFile extends PictureFile, NewImage {}

export interface NewImageUrl extends NewImage {
  /** An address the store itself can fetch: http or https, at most 255 characters. */
  url: string;
}

export interface ImageChange {
  sortOrder?: number;
  isThumbnail?: boolean;
  description?: string;
}

export interface CallOptions {
  priority: Priority;
  signal?: AbortSignal;
}

export interface SendOptions extends CallOptions {
  /** Bytes of the picture the network has taken so far; called as often as chunks go, so keep it cheap. */
  onProgress?: (sent: number) => void;
}

/** A property of an image that a list may hold or leave out. */
export type ImageField = Exclude<keyof StoreImage, 'id' | 'productId'>;

/**
 * What of each image a list needs, at most one of the two; the rest comes empty. It saves the store work, and may be passed
 * over: V2 has no such choice.
 */
export interface ImageView {
  fields?: readonly ImageField[];
  without?: readonly ImageField[];
}

/** Everything Packshot does with the images of a product, whichever version of the API does it. */
export interface ImageApi {
  /** All images of a product, all pages, in no particular order. `not-found` for an unknown product. */
  list(productId: number, options: CallOptions & ImageView): Answer<StoreImage[]>;
  get(productId: number, imageId: number, options: CallOptions): Answer<StoreImage>;
  createFromFile(productId: number, image: NewImageFile, options: SendOptions): Answer<StoreImage>;
  /** Has the store fetch the picture. `refused` without a request for an address the store would not take. */
  createFromUrl(productId: number, image: NewImageUrl, options: CallOptions): Answer<StoreImage>;
  update(productId: number, imageId: number, change: ImageChange, options: CallOptions): Answer<StoreImage>;
  /** Deleting what is not there is success: the outcome wanted is the outcome had. */
  remove(productId: number, imageId: number, options: CallOptions): Answer<null>;
  /** Removes every image of a product; what was removed before a failure stays removed. `not-found` for an unknown product. */
  removeAll(productId: number, options: CallOptions): Answer<null>;
}

export interface StoreImageCount {
  /** Images in the whole store. */
  countAll(options: CallOptions): Answer<number>;
}
