import { fold } from '../fold.ts';

/** What a column of a manifest holds. `gallery` columns hold several files, as Magento's `additional_images` does. */
export type ColumnRole =
  | 'sku'
  | 'product-id'
  | 'file'
  | 'gallery'
  | 'alt'
  | 'gallery-alt'
  | 'position'
  | 'thumbnail'
  | 'kind'
  | 'handle';

export interface Column {
  role: ColumnRole;
  /** Columns that are numbered belong together: BigCommerce's `Product Image File - 2` and `Product Image Description - 2`. 0 for the others. */
  group: number;
  /** As the file has it, for messages. */
  title: string;
}

const titles: readonly (readonly [role: ColumnRole, titles: readonly string[]])[] = [
  [
    'sku',
    [
      'sku',
      'product sku',
      'product code/sku',
      'product code',
      'variant sku',
      'item sku',
      'item number',
      'item no',
      'item code',
      'seller sku',
      'vendor sku',
      'custom label',
      'custom label (sku)',
      'part number',
      'stock code',
      'article',
      'article no',
      'artikel',
      'artikel nr',
      'art nr',
      'productnumber',
      'product number',
      'productcode',
      'reference',
      'referencia',
      'article number',
      'artikelnummer',
      'ordernumber',
      'style number',
      'model number',
      'code',
    ],
  ],
  ['product-id', ['product id', 'productid', 'bigcommerce id']],
  [
    'file',
    [
      'file',
      'file name',
      'filename',
      'image',
      'image file',
      'image file name',
      'image filename',
      'image name',
      'image path',
      'path',
      'file path',
      'filepath',
      'photo',
      'picture',
      'datei',
      'dateiname',
      'bild',
      'image src',
      'product image url',
      'image url (import)',
      'image url',
      'url',
      'src',
      'product image file',
      'product image path',
      'base image',
      'main image url',
      'other image url',
      'swatch image url',
      'image link',
      'product image main url',
      'photo file',
      'photo url',
      'photourl',
      'foto',
      'bildname',
      'dateipfad',
      'pfad',
      'fichier',
      'archivo',
      'bestand',
      'variant image url',
    ],
  ],
  [
    'gallery',
    [
      'images',
      'additional images',
      'additional image link',
      'media gallery',
      'image urls',
      'image urls (x,y,z...)',
      'hosted image urls',
      'productimageurl',
      'picurl',
      'item photo url',
    ],
  ],
  [
    'alt',
    [
      'alt',
      'alt text',
      'alttext',
      'alternative text',
      'image alt text',
      'image alt',
      'image description',
      'product image description',
      'description',
      'caption',
      'alt tag',
      'alternativtext',
      'bildbeschreibung',
      'texte alternatif',
      'texto alternativo',
      'base image label',
    ],
  ],
  ['gallery-alt', ['additional image labels']],
  [
    'position',
    [
      'position',
      'pos',
      'sort',
      'sort order',
      'sortorder',
      'order',
      'image position',
      'image sort order',
      'product image sort',
      'image number',
      'image order',
      'sequence',
      'seq',
      'rank',
      'reihenfolge',
    ],
  ],
  [
    'thumbnail',
    [
      'thumbnail',
      'is thumbnail',
      'isthumbnail',
      'thumb',
      'main',
      'is main',
      'primary',
      'is primary',
      'is default',
      'cover',
      'is cover',
      'featured',
      'hauptbild',
      'image is thumbnail',
      'product image is thumbnail',
      'vorschaubild',
    ],
  ],
  ['kind', ['item', 'item type']],
  ['handle', ['handle', 'url handle']],
];

const roleOfTitle: ReadonlyMap<string, ColumnRole> = new Map(
  titles.flatMap(([role, all]) => all.map((title) => [title, role] as const)),
);

/** What a column is for by its title; null for one that has nothing to do with pictures. */
export function columnOf(title: string): Column | null {
  const plain = fold(title)
    .replace(/[_-]/g, ' ')
    .replace(/\.(?=\s|$)|[*:]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, unnumbered = plain, number = '0'] = /^(.*?)\s*(\d{1,3})$/.exec(plain) ?? [];
  const role = roleOfTitle.get(plain) ?? roleOfTitle.get(unnumbered);
  if (role === undefined) return null;
  return { role, group: roleOfTitle.has(plain) ? 0 : Number(number), title: title.trim() };
}
