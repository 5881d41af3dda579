import type { Outcome } from '../../shared/outcome.ts';
import type { Failure } from './failure.ts';

export type Answer<T> = Promise<Outcome<T, Failure>>;

/** Requests for people go before batches; see governor.ts. */
export type Priority = 'person' | 'batch';

/** An image of V3 or V2. Picture URLs may be empty while the store processes it. */
export interface StoreImage {
  id: number;
  productId: number;
  sortOrder: number;
  isThumbnail: boolean;
  description: string;
  /** Stored path, such as `r/057/mug-front__62714.jpg`; empty if the store omits it. */
  imageFile: string;
  urlZoom: string;
  urlStandard: string;
  urlThumbnail: string;
  urlTiny: string;
  dateModified: string;
}

/** A local picture, with the name and type sent to the store. */
export interface PictureFile {
  path: string;
  /** File size in bytes; part of Content-Length. */
  bytes: number;
  /** Includes the mark. */
  fileName: string;
  mediaType: string;
}

/** The fields of a new image besides its picture. */
export interface NewImage {
  sortOrder: number | null;
  isThumbnail: boolean;
  description: string;
}

export interface NewImageFile extends PictureFile, NewImage {}

export interface NewImageUrl extends NewImage {
  /** An http or https address the store can fetch, at most 255 characters. */
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
  /** Bytes of the picture sent so far. Called for every chunk, so keep it cheap. */
  onProgress?: (sent: number) => void;
}

/** A field that a list may include. */
export type ImageField = Exclude<keyof StoreImage, 'id' | 'productId'>;

/** Limits a list's fields; the others are empty. V2 ignores it. */
export interface ImageView {
  fields?: readonly ImageField[];
}

/** All image operations, for either version of the API. */
export interface ImageApi {
  /** All images of a product, in no defined order. `not-found` for an unknown product. */
  list(productId: number, options: CallOptions & ImageView): Answer<StoreImage[]>;
  get(productId: number, imageId: number, options: CallOptions): Answer<StoreImage>;
  createFromFile(productId: number, image: NewImageFile, options: SendOptions): Answer<StoreImage>;
  /** Has the store fetch the picture. `refused` without a request if the store would not take the address. */
  createFromUrl(productId: number, image: NewImageUrl, options: CallOptions): Answer<StoreImage>;
  update(productId: number, imageId: number, change: ImageChange, options: CallOptions): Answer<StoreImage>;
  /** Removing a missing image succeeds. */
  remove(productId: number, imageId: number, options: CallOptions): Answer<null>;
  /**
   * Removes all images of a product; a failure does not restore those already removed. `not-found` for an
   * unknown product.
   */
  removeAll(productId: number, options: CallOptions): Answer<null>;
}

export interface StoreImageCount {
  /** Images in the whole store. */
  countAll(options: CallOptions): Answer<number>;
}
