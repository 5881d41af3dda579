import { expect, test } from 'vitest';
import { createAssets } from '../../../electron/api/page-pictures.ts';

test('previews are read a few at a time, the last asked first, and none is left out', async () => {
  const begun: string[] = [];
  const staging = {
    previewPathOf(sha256: string) {
      begun.push(sha256);
      return import.meta.filename;
    },
  };
  const assets = createAssets({ staging } as unknown as Parameters<typeof createAssets>[0]);
  const names = Array.from({ length: 500 }, (_, index) => index.toString(16).padStart(64, '0'));
  const asked = names.map((name) =>
    assets({ method: 'GET', path: `/preview/${name}`, body: null, headers: new Headers() }),
  );
  await Promise.resolve();
  expect(begun).toEqual(names.slice(0, 8));
  const answers = await Promise.all(asked);
  expect(answers.map((answer) => answer?.status)).toEqual(names.map(() => 200));
  expect(begun.slice(8)).toEqual(names.slice(8).toReversed());
});
