import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import type { EntryProgress, ImportEntry, UploadEntry } from '../../../electron/outbox/entry.ts';

/** An upload as the outbox stores it; its mark is made from its id. */
export function upload(id: number, progress: EntryProgress, more: Partial<UploadEntry> = {}): UploadEntry {
  return {
    type: 'upload',
    id,
    storeId: 's',
    productId: 7,
    batchId: 1,
    photo: { fileName: `${id}.jpg`, type: 'jpeg', bytes: 10, sha256: '0'.repeat(64), mark: markOfId(id) },
    sortOrder: id,
    asThumbnail: false,
    alt: '',
    attempts: 0,
    mayHaveArrived: false,
    withdrawn: false,
    progress,
    ...more,
  };
}

export function webImport(id: number, progress: EntryProgress, more: Partial<ImportEntry> = {}): ImportEntry {
  const { photo: _photo, ...base } = upload(id, progress);
  return { ...base, type: 'import', url: `https://example.com/${id}.jpg`, knownIds: [], ...more };
}

/** The image that the upload with this id became. */
export function imageOf(uploadId: number, more: Partial<StoreImage> = {}): StoreImage {
  return {
    id: 100 + uploadId,
    productId: 7,
    sortOrder: uploadId,
    isThumbnail: false,
    description: '',
    imageFile: `a/001/${uploadId}-${markOfId(uploadId)}__12345.jpg`,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: '',
    ...more,
  };
}

function markOfId(id: number): string {
  return String.fromCharCode(97 + (id % 26)).repeat(8);
}
