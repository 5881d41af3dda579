import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readProductFields } from '../../../electron/pictures/product-fields.ts';

const rdf = (attributes: string, elements: string) =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
      xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:looklet="http://looklet.com/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
const alt = (name: string, text: string) =>
  `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${name}>`;

describe('the fields of a picture', () => {
  test('tell its product, a GTIN with all its zeros', () => {
    const product = `<Iptc4xmpExt:ProductInImage><rdf:Bag><rdf:li rdf:parseType="Resource">
      <Iptc4xmpExt:ProductGTIN>012345678905</Iptc4xmpExt:ProductGTIN>${alt('Iptc4xmpExt:ProductName', 'Alder Crew Tee')}
      </rdf:li></rdf:Bag></Iptc4xmpExt:ProductInImage>`;
    expect(readProductFields(rdf('', product), undefined)).toMatchObject({
      identifiers: [
        { field: 'Product GTIN', text: '012345678905' },
        { field: 'Product name', text: 'Alder Crew Tee' },
      ],
    });
  });

  test('contain what people wrote, and no technical numbers', () => {
    const found = readProductFields(
      rdf(
        'photoshop:Headline="ALD210" looklet:externalId="00712" crs:Temperature="62015"',
        alt('dc:title', '62015'),
      ),
      undefined,
    );
    expect(found?.texts.map(({ text }) => text).toSorted()).toEqual(['00712', '62015', 'ALD210']);
    expect(found?.texts.find(({ text }) => text === '62015')?.field).toBe('title');
  });

  test('contain its alt text, and its caption unless a camera wrote it', () => {
    const written =
      alt('Iptc4xmpCore:AltTextAccessibility', 'A navy tee') + alt('dc:description', 'SONY DSC');
    expect(readProductFields(rdf('', written), undefined)).toMatchObject({
      alt: 'A navy tee',
      description: '',
    });
  });

  test('are read from IPTC, too', () => {
    const dataset = (id: number, text: string) =>
      Buffer.from([0x1c, 2, id, 0, text.length, ...Buffer.from(text)]);
    const iptc = Buffer.concat([dataset(105, 'ALD210'), dataset(25, 'navy')]);
    expect(readProductFields(undefined, iptc)?.texts).toEqual([
      { field: 'Headline', text: 'ALD210' },
      { field: 'Keywords', text: 'navy' },
    ]);
  });

  test('are empty if nothing is written or readable', () => {
    expect(readProductFields(undefined, undefined)).toBeNull();
    expect(readProductFields(Buffer.from('<x:xmpmeta'), Buffer.from([0x1c, 2, 105, 0xff, 0xff]))).toBeNull();
  });

  test('survive a real file', async () => {
    const xmp = rdf('photoshop:Headline="ALD210"', '').toString();
    const file = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .jpeg()
      .withXmp(xmp)
      .toBuffer();
    const metadata = await sharp(file).metadata();
    expect(readProductFields(metadata.xmp, metadata.iptc)?.texts).toContainEqual({
      field: 'Headline',
      text: 'ALD210',
    });
  });
});
