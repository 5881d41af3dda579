import { text } from '../../shared/messages/text.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The page shown when our own can't be loaded, as a `data:` URL. It has no script, and its origin is not ours. */
export function failurePage(logFolder: string): string {
  const name = logFolder.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
  const folder = `<code>${name}</code>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html>
<html lang="en">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Packshot</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto 0; padding: 0 2rem }</style>
<h1>${text('window.notLoaded')}</h1>
<p>${text('window.queueIsKept')}</p>
<p>${text('window.notLoadedNext', { folder })}</p>`)}`;
}
