import { afterEach, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
afterEach(() => bench.close());

test('an order is right again after a request without an answer was carried out late', async () => {
  bench = await Workbench.open({ speed: 60 });
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  await bench.drop(storeId, productId, [await bench.photos(4)]);
  await bench.app.outbox.certain();
  const images = await bench.gallery(productId);
  const [first = 0, second = 0, third = 0, fourth = 0] = images.map(({ id }) => id);
  const wanted = [fourth, first, second, third];
  await bench.app.handlers['gallery.open']({ storeId, productId });
  await bench.fault({ method: 'PUT', path: '/images/\\d+$' }, { kind: 'reset-after-commit' });
  const keys = wanted.map((id) => `image-${id}`);
  await bench.app.handlers['gallery.arrange']({ storeId, productId, keys });
  await bench.app.outbox.drained();
  expect((await bench.gallery(productId)).map(({ id }) => id)).toEqual(wanted);

  // What the late request does: its image moves to where an earlier plan had put it.
  await bench.changeElsewhere(productId, fourth, { sort_order: 900 });
  await bench.app.outbox.certain();
  expect((await bench.gallery(productId)).map(({ id }) => id)).toEqual(wanted);
  expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
});
