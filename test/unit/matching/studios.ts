import { count, extension, inFolder, list, row, type Convention } from './conventions.ts';
import { pad } from './catalogue.ts';

/** Names as made by studios, retouchers, shops and operating systems, from their manuals and deliveries. */
export const studios: readonly Convention[] = [
  row('downloaded from BigCommerce', (sku, n) => `${sku}_${n}__${12_340 + n}`),
  row('its address there', (sku, n) => `${sku}_${n}__${12_340 + n}.1690000000.1280.1280`),
  row('uploaded by Packshot before', (sku, n) => `${sku}_${n}-k3v7q2m${'abcdefgh'[n]}__${52_340 + n}`),
  row('Shopify', (sku, n) => `${sku}_${n}_9f8e7d6c-1b2a-4c3d-8e9f-0a1b2c3d4e5f`),
  row('Shopify rendition', (sku, n) => `${sku}_${n}_2048x`),
  row('WordPress', (sku, n) => `${sku}-${pad(n, 2)}-scaled`),
  row('WordPress rendition', (sku, n) => `${sku}_${pad(n, 2)}-1024x1024`),
  list('Amazon, lower case', (sku, word) => `${sku}.${word}`, ['main', 'pt01', 'pt02', 'pt03', 'pt04']),
  list('with a swatch', (sku, word) => `${sku}.${word}`, ['MAIN', 'PT01', 'SWCH']),
  row('for the shop', (sku, n) => `${sku}_ecom_${n}`),
  row('on white', (sku, n) => `${sku}_${n}_whitebg`),
  row('on a white background', (sku, n) => `${sku}_${n}_white-background`),
  row('background removed', (sku, n) => `${sku}_${n}-removebg-preview`),
  row('masked', (sku, n) => `${sku}_${n}_masked`),
  row('with a shadow', (sku, n) => `${sku}_${n}_shadow`),
  row('CMYK for print', (sku, n) => `${sku}_${n}_CMYK_300dpi`),
  row('Lightroom', (sku, n) => `${sku}_${n}-Enhanced-NR`),
  row('one of several', (sku, n) => `${sku}_${n}of9`),
  row('one of several, in words', (sku, n) => `${sku} ${n} of 9`),
  row('Copy of', (sku, n) => `Copy of ${sku}_${n}`),
  row('Kopie von', (sku, n) => `Kopie von ${sku}_${n}`),
  row('copied again', (sku, n) => `${sku}_${n} – Kopie (2)`),
  list('books', (sku, word) => `${sku}_${word}`, ['cover', 'back', 'spine']),
  list('boxes', (sku, word) => `${sku}_${word}`, ['front', 'label', 'box']),
  list('open and closed', (sku, word) => `${sku}_${word}`, ['front', 'open', 'closed']),
  list('for marketing', (sku, word) => `${sku}_${word}`, ['front', 'lifestyle', 'infographic', 'banner']),
  list('primary and secondary', (sku, word) => `${sku}-${word}`, ['primary', 'secondary']),
  list('front and reverse', (sku, word) => `${sku} ${word}`, ['front', 'reverse']),
  row('SKU in words', (sku, n) => `SKU ${sku} ${n}`),
  row('its number, in German', (sku, n) => `Art.-Nr. ${sku}_${n}`),
  row('short date', (sku, n) => `240611_${sku}_${n}`),
  row('#SKU', (sku, n) => `#${sku} (${n})`),
  inFolder(
    'deep in the studio’s folders',
    (sku) => `ACME Spring/Selects/${sku}/Retouched`,
    () => ['1_final.jpg', '2_final.jpg', '10_final.jpg'],
  ),
  inFolder(
    'a card that was sorted',
    (sku) => `DCIM/100CANON/${sku}`,
    () => ['IMG_9998.jpg', 'IMG_9999.jpg'],
  ),
  {
    name: 'one extension after another',
    files: (sku, d) => {
      const ext = extension(d);
      return Array.from({ length: count(d) }, (_, at) => ({
        fileName: `${sku}_${at + 1}.psd.tif.${ext}`,
        folder: '',
      }));
    },
  },
];
