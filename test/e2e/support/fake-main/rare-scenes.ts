import type { Product, Snapshot, Tile } from '../../../../shared/model.ts';
import { entry, entryTile, gallery, image, now, product, store, summary } from './scene-parts.ts';
import type { Scene } from './scenes.ts';
import { reason } from '../../../../shared/messages/reason.ts';

/** Rare states, which must look as finished as the others. */
export type RareScene =
  | 'long-words'
  | 'paused'
  | 'no-store-products'
  | 'gallery-problem'
  | 'gallery-gone'
  | 'no-pictures'
  | 'all-described';

const away = reason('unreachable', { again: 'packshot' });

export function rareScene(name: RareScene, base: Scene): Scene {
  const { snapshot, products } = base;
  const [first] = products as [Product];
  const images = Array.from({ length: 11 }, (_, n) => image(n, 0));
  const shown = (tiles: Tile[], changed: Partial<Snapshot> = {}): Scene => ({
    ...base,
    snapshot: { ...snapshot, gallery: gallery(tiles, first), ...changed },
  });
  switch (name) {
    case 'long-words':
      return longWords(base);
    case 'paused':
      return shown(images, { stores: [store({ type: 'paused' }, products.length)] });
    case 'no-store-products':
      return {
        ...base,
        products: [],
        snapshot: { ...snapshot, gallery: null, stores: [store({ type: 'ready' }, 0)] },
      };
    case 'gallery-problem': {
      const own = store({ type: 'offline', since: now - 60_000, nextProbeAt: now + 9000 }, products.length);
      return {
        ...base,
        snapshot: {
          ...snapshot,
          stores: [{ ...own, catalog: { ...own.catalog, problem: away } }],
          gallery: { ...gallery(images, first), problem: away },
        },
      };
    }
    case 'gallery-gone':
      return { ...base, snapshot: { ...snapshot, gallery: null } };
    case 'no-pictures': {
      // No picture's address works.
      const tiles = images.map((tile): Tile => {
        return tile.type === 'image' ? { ...tile, picture: '/gone', zoom: '/gone' } : tile;
      });
      return { ...shown(tiles), products: products.map((each) => ({ ...each, thumbnail: '/gone' })) };
    }
    case 'all-described':
      return shown(images.map((tile) => ({ ...tile, alt: tile.alt || 'Alder Mug from the side' })));
  }
}

const longName =
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenständer aus geölter Wildeiche mit handgeschmiedetem Messinghaken, matt';
const longSku = 'DDSG-KAPITAENSMUETZENSTAENDER-WILDEICHE-GEOELT-MESSING-2026-AUSFUEHRUNG-B';

function longWords(base: Scene): Scene {
  const { snapshot } = base;
  const long: Product = { ...product(0), name: longName, sku: longSku, imageCount: 12_345 };
  const tiles = Array.from({ length: 5 }, (_, n): Tile => {
    const tile = image(n, 0);
    const alt =
      n === 1 ? tile.alt : `${longName}, von vorn gesehen, im weichen Seitenlicht eines Nordfensters`;
    return tile.type === 'image' ? { ...tile, alt, fileName: `${longSku}_${n + 1}_retuschiert.jpg` } : tile;
  });
  const waiting = entry(4, {
    type: 'failed',
    reason: reason('refused', {
      said: 'yes',
      words: `Das Bild von „${longName}“ überschreitet die Geschwindigkeitsbegrenzung.`,
    }),
  });
  const entries = [
    { ...waiting, productName: longName, fileName: `${longSku}_6_retuschiert.jpg` },
    {
      ...entry(5, { type: 'waiting' }),
      type: 'import' as const,
      productName: longName,
      fileName: `${longSku}_7.jpg`,
      host: 'bilder.nordlicht-manufaktur-fuer-haushaltsgegenstaende.beispiel.example',
      preview: null,
    },
  ];
  const [own] = snapshot.stores;
  return {
    ...base,
    entries,
    products: [long, ...base.products.slice(1)],
    snapshot: {
      ...snapshot,
      stores: own ? [{ ...own, name: 'Nordlicht Manufaktur für Haushaltsgegenstände' }] : [],
      outbox: [summary({ failed: 1, waiting: 1, done: 3 })],
      gallery: gallery([...tiles, ...entries.map(entryTile)], long),
    },
  };
}
