/** States of main that the window is looked at in. */
export const sceneNames = [
  'first-run',
  'first-run-session',
  'no-product',
  'empty-product',
  'gallery',
  'uploading',
  'refused-batch',
  'scanning',
  'arrived-batch',
  'importing',
  'clearing',
  'clearing-failed',
  'counted',
  'offline',
  'throttled',
  'sign-in',
  'many',
  'huge',
  'loading',
] as const;
export type SceneName = (typeof sceneNames)[number];
