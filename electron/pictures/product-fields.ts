import ExifReader from 'exifreader';

/** What a picture's IPTC and XMP fields say of the product that it shows; texts as they are written there. */
export interface ProductFields {
  /** Fields made for a product's GTIN, number or name. */
  identifiers: readonly FieldText[];
  /** Other fields, any of which may be a product's code as a whole: title, headline, keywords ... */
  texts: readonly FieldText[];
  /** The alt text, by IPTC's field for it; '' where there is none. */
  alt: string;
  /** The caption; '' where there is none. */
  description: string;
}

export interface FieldText {
  /** As people see it: `Headline`. */
  field: string;
  text: string;
}

/** One segment of a JPEG holds this much, and no program writes more of these fields. */
const maxXmpBytes = 65_000;
const maxIptcBytes = 256 * 1024;
const maxTexts = 300;
const maxTextLength = 300;

/** IPTC photo metadata standard: `ProductInImage`. */
const productParts: Readonly<Record<string, string>> = {
  ProductGTIN: 'Product GTIN',
  ProductId: 'Product identifier',
  ProductName: 'Product name',
};

/** Fields that people fill in: of others, numbers alone say how the picture was made. */
const written: ReadonlySet<string> = new Set(
  'title Title Headline subject Keywords description Instructions TransmissionReference externalId identifier Label SpecialInstructions ObjectName JobIdentifier ProductNumber SKU sku'.split(
    ' ',
  ),
);

/** IPTC-IIM datasets of record 2. Source: IPTC-IIM 4.2, chapter 6. */
const iptcFields: Readonly<Record<number, string>> = {
  5: 'Title',
  25: 'Keywords',
  40: 'Instructions',
  103: 'TransmissionReference',
  105: 'Headline',
  120: 'description',
};

/** What cameras write as a caption by themselves. */
const cameraCaption =
  /^(?:olympus digital camera|sony dsc|samsung|digital camera|dcim|exif_jpeg.*|default)$/i;

/** Reads what a picture's blocks say of its product; null where they say nothing, or can't be read. */
export function readProductFields(
  xmp: Uint8Array | undefined,
  iptc: Uint8Array | undefined,
): ProductFields | null {
  const tags = xmp === undefined ? {} : readXmp(xmp);
  const products = [tags['ProductInImage']].flatMap((tag) => [valueOf(tag)].flat()).filter(isRecord);
  const identifiers = products.flatMap((product) =>
    Object.entries(productParts).flatMap(([name, field]) =>
      leavesOf(product[name]).map((text) => ({ field, text })),
    ),
  );
  const others = Object.entries(tags).flatMap(([field, tag]) =>
    field === 'ProductInImage' || field === 'AltTextAccessibility'
      ? []
      : leavesOf(tag).map((text) => ({ field, text })),
  );
  const all = [...others, ...(iptc === undefined ? [] : readIptc(iptc))].slice(0, maxTexts);
  const texts = all.filter(({ field, text }) => written.has(field) || !/^[\d\s.,:/+-]*$/.test(text));
  const caption = all.find(({ field }) => field === 'description')?.text ?? '';
  const fields: ProductFields = {
    identifiers,
    texts: unique(texts),
    alt: leavesOf(tags['AltTextAccessibility'])[0] ?? '',
    description: cameraCaption.test(caption) ? '' : caption,
  };
  const isEmpty = identifiers.length + texts.length === 0 && fields.alt === '' && fields.description === '';
  return isEmpty ? null : fields;
}

function unique(texts: readonly FieldText[]): FieldText[] {
  return [...new Map(texts.map((one) => [one.text, one])).values()];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueOf = (tag: unknown): unknown => (isRecord(tag) && 'value' in tag ? tag['value'] : tag);

/** The texts of a tag: one, or those of a list or of a choice of languages. */
function leavesOf(tag: unknown): string[] {
  const value = valueOf(tag);
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (isRecord(value)) return Object.values(value).flatMap(leavesOf);
  if (typeof value !== 'string') return [];
  const text = value.trim();
  return text === '' || text.length > maxTextLength ? [] : [text];
}

/** The library reads files, so the block is put into one: a JPEG of nothing else. */
function readXmp(xmp: Uint8Array): Record<string, unknown> {
  if (xmp.length > maxXmpBytes) return {};
  const header = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
  const length = header.length + xmp.length + 2;
  const start = Buffer.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff]);
  const end = Buffer.from([0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9]);
  try {
    const { xmp: tags } = ExifReader.load(Buffer.concat([start, header, xmp, end]), { expanded: true });
    return Object.fromEntries(Object.entries(tags ?? {}).filter(([name]) => name !== '_raw'));
  } catch {
    return {};
  }
}

function readIptc(iptc: Uint8Array): FieldText[] {
  const found: FieldText[] = [];
  const end = Math.min(iptc.length, maxIptcBytes) - 5;
  for (let at = 0; at < end && found.length < maxTexts; at += 1) {
    if (iptc[at] !== 0x1c || iptc[at + 1] !== 2) continue;
    const field = iptcFields[iptc[at + 2] ?? 0];
    const length = ((iptc[at + 3] ?? 0) << 8) | (iptc[at + 4] ?? 0);
    const bytes = iptc.subarray(at + 5, at + 5 + length);
    if (field === undefined || length > maxTextLength || bytes.length < length) continue;
    const text = new TextDecoder('utf-8').decode(bytes).trim();
    if (text !== '') found.push({ field, text });
    at += 4 + length;
  }
  return found;
}
