import type { Answer, CallOptions, PictureFile, SendOptions, StoreImage } from './image-api.ts';

/** Codes of a product or variant besides its SKU; empty where it has none, left out where they weren't asked for. */
interface StoreCodes {
  upc?: string;
  gtin?: string;
  mpn?: string;
}

/** An option's name as shoppers see it and the value chosen, as `Colour`, `Navy`. */
interface StoreOptionValue {
  name: string;
  value: string;
}

interface StoreVariantCodes extends StoreCodes {
  id: number;
  sku: string;
  /** What it is told apart by, its options' values: "Red, L"; empty for that of a product without options. */
  label: string;
  options?: StoreOptionValue[];
  /** Address of the variant's own image; empty if none, left out where it wasn't asked for. */
  imageUrl?: string;
}

/** A brand or category, which products name by id. */
export interface NamedId {
  id: number;
  name: string;
}

export interface StoreProduct extends StoreCodes {
  id: number;
  name: string;
  sku: string;
  dateModified: string;
  /** Path of its page in the shop, `/alder-crew-tee/`. */
  address?: string;
  /** 0 for none. */
  brandId?: number;
  categoryIds?: number[];
  isVisible?: boolean;
  variants: StoreVariantCodes[];
  images: StoreImage[];
}

export interface ProductPage {
  products: StoreProduct[];
  page: number;
  totalPages: number;
  total: number;
}

/** Selects products. All conditions apply together; an empty list of ids matches nothing. */
export interface ProductQuery {
  /** From 1. */
  page: number;
  /** Products per page, at most 250. */
  limit?: number;
  /** ISO 8601 with hours, minutes and seconds: BigCommerce reads a bare date with the current time of day. */
  modifiedSince?: string;
  /** Only greater ids: with this paging, deletions can't shift a product past unseen. */
  after?: number;
  /**
   * Only smaller ids. With `after` this bounds a list to which nothing is added, so pages beyond the first can be
   * requested; a page whose answer is too long is then a failure and not read in part.
   */
  below?: number;
  ids?: readonly number[];
  /** Images and variants are included by default. */
  include?: readonly ('images' | 'variants')[];
  /** Fields to return besides id and name; the others are empty. */
  fields?: readonly ('sku' | 'dateModified')[];
  /** Default: by ascending id. */
  sort?: 'id' | 'date_modified';
  direction?: 'asc' | 'desc';
}

export interface CatalogApi {
  /** One page of products with images and variants, by ascending id by default. */
  products(query: ProductQuery, options: CallOptions): Answer<ProductPage>;
  /** All brands of the store. */
  brands(options: CallOptions): Answer<NamedId[]>;
  categories(options: CallOptions): Answer<NamedId[]>;
  /**
   * The cheapest authorised request: it proves that address and token are valid and the store is reachable.
   */
  summary(options: CallOptions): Answer<{ productCount: number }>;
  /** Null if the token may not read it. */
  storeName(options: CallOptions): Answer<string | null>;
  /** Counts images by reading the whole catalogue. */
  countImages(options: CallOptions): Answer<number>;
}

export interface VariantApi {
  /** Replaces the variant's one image with a GIF, JPEG or PNG. Returns the image's address. */
  setVariantImageFromFile(
    productId: number,
    variantId: number,
    picture: PictureFile,
    options: SendOptions,
  ): Answer<{ imageUrl: string }>;
  setVariantImageFromUrl(
    productId: number,
    variantId: number,
    url: string,
    options: CallOptions,
  ): Answer<{ imageUrl: string }>;
  /** Leaves the variant without an image of its own. */
  clearVariantImage(productId: number, variantId: number, options: CallOptions): Answer<{ imageUrl: string }>;
}
