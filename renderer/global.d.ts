import type { PackshotApi } from '../shared/packshot-api.ts';

declare global {
  interface Window {
    readonly packshot: PackshotApi;
  }
}
