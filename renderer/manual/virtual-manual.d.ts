/** The pages of docs/manual in their order, read when the page is built: see scripts/manual-pages.ts. */
declare module 'virtual:manual' {
  const pages: readonly import('./parse-page.ts').Page[];
  export default pages;
}
