import { dateText, mailDateText } from './answers.ts';
import type { ImageRow } from './image-rows.ts';
import type { Practice } from './practice.ts';
import { renditionPath } from './stored-name.ts';
import type { RenditionSize } from './stored-name.ts';

export function describeImage(practice: Practice, row: ImageRow): Record<string, unknown> {
  const url = (size: RenditionSize) => practice.origin() + renditionPath(practice.state.storeHash, row, size);
  return {
    id: row.id,
    product_id: row.productId,
    is_thumbnail: row.isThumbnail,
    sort_order: row.sortOrder,
    description: row.description,
    image_file: row.imageFile,
    url_zoom: url(practice.rules.zoomUrl),
    url_standard: url('standard'),
    url_thumbnail: url('thumbnail'),
    url_tiny: url('tiny'),
    date_modified: dateText(row.modifiedAt),
  };
}

export function describeImageV2(practice: Practice, row: ImageRow): Record<string, unknown> {
  const url = (size: RenditionSize) => practice.origin() + renditionPath(practice.state.storeHash, row, size);
  return {
    id: row.id,
    product_id: row.productId,
    image_file: row.imageFile,
    zoom_url: url(practice.rules.zoomUrl),
    thumbnail_url: url('thumbnail'),
    standard_url: url('standard'),
    tiny_url: url('tiny'),
    is_thumbnail: row.isThumbnail,
    sort_order: row.sortOrder,
    description: row.description === '' ? null : row.description,
    date_created: mailDateText(row.createdAt),
  };
}
