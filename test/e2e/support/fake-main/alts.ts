import type { AltImage, AltProduct, AltList } from '../../../../shared/alts.ts';
import type { PackshotApi } from '../../../../shared/packshot-api.ts';
import type { Product } from '../../../../shared/model.ts';
import { ok } from '../../../../shared/outcome.ts';
import { drawing } from './drawings.ts';
import { reason } from '../../../../shared/messages/reason.ts';

const views = ['front', 'side', 'detail', 'scene', 'pair'];
const endings = ['', ', front', '', ' seen from the left, white laces, yellow heel', ' and a pale wall'];
const long =
  ' standing on an oak floor in front of a pale wall in late afternoon light, with two smaller ones and a folded linen cloth';

/** Alt texts of a store, saved at once. One of them was refused. */
export class FakeAlts {
  #products: AltProduct[];
  readonly #presses: AltProduct[][] = [];

  constructor(products: readonly Product[]) {
    this.#products = products.filter(({ imageCount }) => imageCount > 0).map(describedProduct);
  }

  readonly verbs: PackshotApi['alts'] = {
    page: () => Promise.resolve(ok({ products: this.#products, next: null })),
    steps: () =>
      Promise.resolve(ok({ undoSteps: this.#presses.map(() => 'changing alt texts'), redo: null })),
    save: ({ changes }) => {
      this.#presses.push(this.#products);
      const alts = new Map(changes.map(({ imageId, alt }) => [imageId, alt]));
      this.#products = this.#products.map((product) => ({
        ...product,
        images: product.images.map((image) => {
          const alt = alts.get(image.imageId);
          return alt === undefined ? image : { ...image, alt, state: { type: 'saving' as const } };
        }),
      }));
      return Promise.resolve(ok({ saved: changes.length, changed: 0, gone: 0 }));
    },
    undo: () => {
      const before = this.#presses.pop();
      if (before === undefined) return Promise.resolve(ok({ type: 'nothing' as const }));
      this.#products = before;
      return Promise.resolve(ok({ type: 'done' as const, edit: 'changing alt texts' }));
    },
    redo: () => Promise.resolve(ok({ type: 'nothing' as const })),
    writeList: ({ rows }) => Promise.resolve(ok({ rows: rows.length })),
    readList: () => Promise.resolve(ok({ list: this.#list() })),
  };

  /** A file in which five texts were written. */
  #list(): AltList {
    const changes = this.#products.flatMap(({ productId, name, images }) =>
      images
        .filter(({ alt }) => alt === '')
        .slice(0, 1)
        .map(({ imageId }) => ({ productId, imageId, alt: `${name}, written in a spreadsheet` })),
    );
    return { changes: changes.slice(0, 5), same: 158, unknown: 2, unreadable: 0, tooLong: 0 };
  }
}

function describedProduct({ id, name, sku, imageCount }: Product, index: number): AltProduct {
  const [brand = ''] = name.split(' ');
  const images = Array.from({ length: Math.min(5, imageCount) }, (_, place): AltImage => {
    const ending = index === 3 && place === 1 ? long : (endings[(index + place) % endings.length] ?? '');
    const isRefused = index === 4 && place === 1;
    return {
      imageId: id * 100 + place,
      place: place + 1,
      alt: ending === '' ? '' : `${name}${ending}`,
      file: `${sku}_${views[place]}.jpg`,
      picture: drawing(index + place * 4),
      view: views[place] ?? '',
      options: index % 2 === 0 ? { colour: ['Clay', 'Moss', 'Navy'][index % 3] ?? '' } : {},
      state: isRefused
        ? { type: 'failed', entryId: 77, reason: reason('refused', { said: 'no', words: '' }) }
        : { type: 'saved' },
    };
  });
  return { productId: id, name, sku, brand, category: index % 3 === 0 ? 'Tableware' : '', images };
}
