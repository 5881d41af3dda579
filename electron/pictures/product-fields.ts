import { iptcTexts, isRecord, leavesOf, readXmp, valueOf } from './formats/tags.ts';

/** Texts about the product in a picture's IPTC and XMP fields, as they are written there. */
export interface ProductFields {
  /** Fields made for a product's GTIN, number or name. */
  identifiers: readonly FieldText[];
  /** Other fields whose whole text may be a product's code: title, headline, keywords ... */
  texts: readonly FieldText[];
  /** The alt text from IPTC's field for it; '' if there is none. */
  alt: string;
  /** The caption; '' where there is none. */
  description: string;
}

export interface FieldText {
  /** As people see it: `Headline`. */
  field: string;
  text: string;
}

const maxTexts = 300;
const maxTextLength = 300;

/** IPTC photo metadata standard: `ProductInImage`. */
const productParts: Readonly<Record<string, string>> = {
  ProductGTIN: 'Product GTIN',
  ProductId: 'Product identifier',
  ProductName: 'Product name',
};

/** Fields that people fill in. In other fields, numbers only say how the picture was made. */
const written: ReadonlySet<string> = new Set(
  'title Title Headline subject Keywords description Instructions TransmissionReference externalId identifier Label SpecialInstructions ObjectName JobIdentifier ProductNumber SKU sku'.split(
    ' ',
  ),
);

/** IPTC datasets by their names in IPTC-IIM 4.2, chapter 6. */
const iptcFields: Readonly<Record<string, string>> = {
  'Object Name': 'Title',
  Keywords: 'Keywords',
  'Special Instructions': 'Instructions',
  'Original Transmission Reference': 'TransmissionReference',
  Headline: 'Headline',
  'Caption/Abstract': 'description',
};

/** Captions that cameras write by themselves. */
const cameraCaption =
  /^(?:olympus digital camera|sony dsc|samsung|digital camera|dcim|exif_jpeg.*|default)$/i;

/** Reads the product fields of a picture's blocks; null if there are none or they can't be read. */
export function readProductFields(
  xmp: Uint8Array | undefined,
  iptc: Uint8Array | undefined,
): ProductFields | null {
  const tags = xmp === undefined ? {} : readXmp(xmp);
  const products = [tags['ProductInImage']].flatMap((tag) => [valueOf(tag)].flat()).filter(isRecord);
  const identifiers = products.flatMap((product) =>
    Object.entries(productParts).flatMap(([name, field]) =>
      textsOf(product[name]).map((text) => ({ field, text })),
    ),
  );
  const others = Object.entries(tags).flatMap(([field, tag]) =>
    field === 'ProductInImage' || field === 'AltTextAccessibility'
      ? []
      : textsOf(tag).map((text) => ({ field, text })),
  );
  const datasets = iptc === undefined ? [] : iptcTexts(iptc, maxTextLength);
  const inIptc = datasets.flatMap(({ field, text }) => {
    const name = iptcFields[field];
    return name === undefined ? [] : [{ field: name, text }];
  });
  const all = [...others, ...inIptc].slice(0, maxTexts);
  const texts = all.filter(({ field, text }) => written.has(field) || !/^[\d\s.,:/+-]*$/.test(text));
  const caption = all.find(({ field }) => field === 'description')?.text ?? '';
  const fields: ProductFields = {
    identifiers,
    texts: unique(texts),
    alt: textsOf(tags['AltTextAccessibility'])[0] ?? '',
    description: cameraCaption.test(caption) ? '' : caption,
  };
  const isEmpty = identifiers.length + texts.length === 0 && fields.alt === '' && fields.description === '';
  return isEmpty ? null : fields;
}

function unique(texts: readonly FieldText[]): FieldText[] {
  return [...new Map(texts.map((one) => [one.text, one])).values()];
}

const textsOf = (tag: unknown): string[] => leavesOf(tag, maxTextLength);
