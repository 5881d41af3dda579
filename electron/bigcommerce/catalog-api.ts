import type { Answer, CallOptions, PictureFile, SendOptions, StoreImage } from './image-api.ts';

/** Codes of a product or variant besides its SKU; empty where it has none, left out where they weren't asked for. */
export interface StoreCodes {
  upc?: string;
  gtin?: string;
  mpn?: string;
}

/** An option's name as shoppers see it and the value chosen, as `Colour`, `Navy`. */
export interface StoreOptionValue {
  name: string;
  value: string;
}

export interface StoreVariantCodes extends StoreCodes {
  id: number;
  sku: string;
  /** What it is told apart by, its options' values: "Red, L"; empty for that of a product without options. */
  label: string;
  options?: StoreOptionValue[];
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

/** Which products, and what of them. All conditions hold at once; an empty list of SKUs or ids finds nothing. */
export interface ProductQuery {
  /** From 1. */
  page: number;
  /** Products a page, at most 250. */
  limit?: number;
  /** ISO 8601 with hours, minutes and seconds: a bare date would be read as that day at the present time of day. */
  modifiedSince?: string;
  /** Only ids greater than this: a way through the catalogue on which deletions can't shift a product past unseen. */
  after?: number;
  /** Searched for by the store in names, SKUs and descriptions. */
  keyword?: string;
  name?: string;
  /** The product's own SKU; a variant's is found by `variantsBySku`. */
  sku?: string;
  /** A SKU with a comma in it can't be asked for this way. */
  skus?: readonly string[];
  ids?: readonly number[];
  /** Images and variants come along unless this says otherwise. */
  include?: readonly ('images' | 'variants')[];
  /** What is needed of each product besides its id and name; the rest comes empty. */
  fields?: readonly ('sku' | 'dateModified')[];
  sort?: 'id' | 'name' | 'sku' | 'date_modified';
  direction?: 'asc' | 'desc';
}

export interface StoreVariant {
  id: number;
  productId: number;
  sku: string;
  /** The variant's own picture; empty when it has none. */
  imageUrl: string;
}

export interface VariantQuery {
  /** From 1. */
  page: number;
  sku?: string;
  productIds?: readonly number[];
}

export interface VariantPage {
  variants: StoreVariant[];
  page: number;
  totalPages: number;
  total: number;
}

/** The store's own account of its catalogue. It counts variants, not products. */
export interface CatalogSummary {
  variantCount: number;
  inventoryCount: number;
}

export interface CatalogApi {
  /** One page of products with their images and variants, by id ascending unless asked otherwise. */
  products(query: ProductQuery, options: CallOptions): Answer<ProductPage>;
  product(productId: number, options: CallOptions): Answer<StoreProduct>;
  /** All brands of the store. */
  brands(options: CallOptions): Answer<NamedId[]>;
  categories(options: CallOptions): Answer<NamedId[]>;
  /** The cheapest authorised question there is: proves address and token, and that the store can be reached. */
  summary(options: CallOptions): Answer<{ productCount: number }>;
  catalogSummary(options: CallOptions): Answer<CatalogSummary>;
  /** The store's own name, or null where the token may not ask. */
  storeName(options: CallOptions): Answer<string | null>;
  /** Images in the whole store, by reading the catalogue through. */
  countImages(options: CallOptions): Answer<number>;
}

export interface VariantApi {
  variants(query: VariantQuery, options: CallOptions): Answer<VariantPage>;
  /** The variants with these SKUs, in the order asked; a SKU that none has is passed over. One request a SKU. */
  variantsBySku(skus: readonly string[], options: CallOptions): Answer<StoreVariant[]>;
  /** A variant has one picture, and a new one takes its place: GIF, JPEG or PNG. Answers the picture's address. */
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
}
