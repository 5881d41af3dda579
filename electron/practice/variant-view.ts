import type { Practice } from './practice.ts';
import type { VariantRow } from './product-rows.ts';
import { variantImagePath } from './variant-images.ts';

export function describeVariants(practice: Practice, rows: readonly VariantRow[]): Record<string, unknown>[] {
  const images = practice.variantImages.of(rows.map((row) => row.id));
  return rows.map((row) => {
    const image = images.get(row.id);
    return {
      id: row.id,
      product_id: row.productId,
      sku: row.sku,
      sku_id: row.label === '' ? null : row.id,
      price: row.price,
      calculated_price: row.price,
      sale_price: null,
      retail_price: null,
      cost_price: 0,
      weight: 1,
      calculated_weight: 1,
      inventory_level: row.inventory,
      inventory_warning_level: 0,
      purchasing_disabled: false,
      purchasing_disabled_message: '',
      upc: row.upc,
      mpn: row.mpn,
      gtin: row.gtin,
      image_url:
        image === undefined ? '' : practice.origin() + variantImagePath(practice.state.storeHash, image),
      option_values: row.options.map(({ name, value }, place) => ({
        id: row.id * 10 + place,
        option_id: row.productId * 10 + place,
        option_display_name: name,
        label: value,
      })),
    };
  });
}
