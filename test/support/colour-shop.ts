import { readCatalogueFile, type CatalogueFile } from '../../shared/catalogue-file.ts';

/** Product ids of the shop below. */
export const tee = 210;
export const mug = 350;
export const sizes = ['S', 'M', 'L', 'XL'] as const;

/** A shop with a tee in two colours and four sizes, and a mug in two colours. */
export function colourShop(): CatalogueFile {
  const variant = (sku: string, values: Record<string, string>) => ({
    sku,
    option_values: Object.entries(values).map(([option_display_name, label]) => ({
      option_display_name,
      label,
    })),
  });
  const colours = [
    ['Navy', 'NVY'],
    ['Bottle Green', 'BGR'],
  ] as const;
  const products = [
    {
      id: tee,
      name: 'Alder Crew Tee',
      sku: 'ALD210',
      variants: colours.flatMap(([colour, code]) =>
        sizes.map((size) => variant(`ALD210-${code}-${size}`, { Colour: colour, Size: size })),
      ),
    },
    {
      id: mug,
      name: 'Fjord Stoneware Mug',
      sku: 'FJM350',
      variants: [variant('FJM350-SB', { Colour: 'Sea Blue' }), variant('FJM350-AG', { Colour: 'Ash Grey' })],
    },
  ];
  const read = readCatalogueFile(JSON.stringify({ products }));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}
