/** Names to try patterns on when the user gives none: the store's own SKUs in a few common spellings. */
export function exampleNames(skus: readonly string[]): string[] {
  const [first = 'MUG-01', second = 'TEE-RED-M', third = 'LAMP-7'] = skus;
  return [
    `${asFileName(first)}_1.jpg`,
    `${asFileName(second)}-back.jpg`,
    `${asFileName(third)}/DSC_0042.jpg`,
    'IMG_1234.jpg',
  ];
}

/** File names can't hold some characters that SKUs may have. */
function asFileName(sku: string): string {
  return sku.replaceAll(/[\\/:*?"<>|]/g, '_');
}
