/** What a picture's XMP says: its product by IPTC's fields, a headline and an alt text. */
export interface XmpFields {
  gtin?: string;
  productName?: string;
  headline?: string;
  alt?: string;
}

/** XMP with these fields, as photo programs write it. */
export function xmpOf({ gtin, productName, headline, alt }: XmpFields): string {
  const inLanguage = (name: string, text: string | undefined): string =>
    text === undefined
      ? ''
      : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${name}>`;
  const ofProduct = [
    gtin === undefined ? '' : `<Iptc4xmpExt:ProductGTIN>${gtin}</Iptc4xmpExt:ProductGTIN>`,
    inLanguage('Iptc4xmpExt:ProductName', productName),
  ].join('');
  const product =
    ofProduct === ''
      ? ''
      : `<Iptc4xmpExt:ProductInImage><rdf:Bag><rdf:li rdf:parseType="Resource">${ofProduct}</rdf:li></rdf:Bag></Iptc4xmpExt:ProductInImage>`;
  const attributes = headline === undefined ? '' : ` photoshop:Headline="${headline}"`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"${attributes}>${product}${inLanguage('Iptc4xmpCore:AltTextAccessibility', alt)}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}
