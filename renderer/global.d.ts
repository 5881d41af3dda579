import type { PackshotApi } from '../shared/verbs.ts';

declare global {
  interface Window {
    readonly packshot: PackshotApi;
  }
}
