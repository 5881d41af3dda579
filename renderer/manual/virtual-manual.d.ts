/** The pages of docs/manual in their order, read when the page is built: see scripts/manual-pages.ts. */
declare module 'virtual:manual' {
  // A module that is declared here can import nothing relative.
  // oxlint-disable-next-line typescript/consistent-type-imports
  const pages: readonly import('./parse-page.ts').Page[];
  export default pages;
}
