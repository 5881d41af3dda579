/** Sample file names for trying patterns: the store's own SKUs in common spellings. */
export function exampleNames(skus: readonly string[]): string[] {
  const [first = 'MUG-01', second = 'TEE-RED-M', third = 'LAMP-7'] = skus;
  return [
    `${asFileName(first)}_1.jpg`,
    `${asFileName(second)}-back.jpg`,
    `${asFileName(third)}/DSC_0042.jpg`,
    'IMG_1234.jpg',
  ];
}

/** SKUs may contain characters that file names can't. */
function asFileName(sku: string): string {
  return sku.replaceAll(/[\\/:*?"<>|]/g, '_');
}
