import { fold } from '../fold.ts';

/** The meaning of a column. `gallery` columns have several files, such as Magento's `additional_images`. */
export type ColumnRole =
  | 'sku'
  | 'product-id'
  | 'file'
  | 'folder'
  | 'gallery'
  | 'alt'
  | 'gallery-alt'
  | 'position'
  | 'thumbnail'
  | 'kind'
  | 'handle'
  | 'name';

export interface Column {
  role: ColumnRole;
  /**
   * Number of columns that belong together: BigCommerce's `Product Image File - 2` and `Product Image Description -
   * 2`. 0 for the others.
   */
  group: number;
  /** As the file has it, for messages. */
  title: string;
}

/**
 * If a list has several titles for the SKU, the first of these is used: one further down may be a supplier's or an
 * order's code.
 */
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
      'seller sku',
      'custom label (sku)',
      'custom label',
      'vendor sku',
      'item number',
      'item no',
      'item code',
      'stock code',
      'article no',
      'article number',
      'artikel nr',
      'art nr',
      'artnr',
      'artikelnr',
      'artikelnummer',
      'artikelcode',
      'productnumber',
      'product number',
      'productcode',
      'code article',
      'code produit',
      'reference produit',
      'codice articolo',
      'codice prodotto',
      'codigo de producto',
      'codigo de articulo',
      'codigo do produto',
      'kod produktu',
      'varenummer',
      'tuotekoodi',
      'ordernumber',
      'bestellnummer',
      'style number',
      'model number',
      'part number',
      'article',
      'artikel',
      'reference',
      'referencia',
      'code',
      'codigo',
      'codice',
      'kod',
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
      'bilddatei',
      'bildfil',
      'filnamn',
      'filnavn',
      'billede',
      'bilde',
      'nom du fichier',
      'nom de fichier',
      'fichier image',
      'image principale',
      'nombre de archivo',
      'nombre del archivo',
      'imagen',
      'nome file',
      'immagine',
      'nome do arquivo',
      'arquivo',
      'ficheiro',
      'imagem',
      'bestandsnaam',
      'afbeelding',
      'nazwa pliku',
      'plik',
      'zdjecie',
      'obrazek',
      'soubor',
      'tiedosto',
      'kuva',
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
      'testo alternativo',
      'alternatieve tekst',
      'tekst alternatywny',
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
      'orden',
      'ordre',
      'ordine',
      'posicion',
      'posizione',
      'volgorde',
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
  ['name', ['product name', 'name', 'product title', 'produktname', 'artikelname']],
  [
    'folder',
    [
      'folder',
      'folder name',
      'folder path',
      'image folder',
      'directory',
      'ordner',
      'verzeichnis',
      'dossier',
      'carpeta',
      'cartella',
      'map',
    ],
  ],
];

/** The place of a title among those of its role. */
export const rankOf: ReadonlyMap<string, number> = new Map(
  titles.flatMap(([, all]) => all.map((title, rank) => [title, rank] as const)),
);

const roleOfTitle: ReadonlyMap<string, ColumnRole> = new Map(
  titles.flatMap(([role, all]) => all.map((title) => [title, role] as const)),
);

/** A title in the spelling of the table above. */
export function plainTitle(title: string): string {
  return fold(title)
    .replace(/[_-]/g, ' ')
    .replace(/\.(?=\s|$)|[*:#\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The role of a column by its title; null if it has nothing to do with pictures. */
export function columnOf(title: string): Column | null {
  const plain = plainTitle(title);
  const [, unnumbered = plain, number = '0'] = /^(.*?)\s*(\d{1,3})$/.exec(plain) ?? [];
  const role = roleOfTitle.get(plain) ?? roleOfTitle.get(unnumbered);
  if (role === undefined) return null;
  return { role, group: roleOfTitle.has(plain) ? 0 : Number(number), title: title.trim() };
}
