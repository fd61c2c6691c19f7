import type { HttpResponse } from '#engine/network/network.ts';

/** Go's answer where nothing is served. */
export const notFound: HttpResponse = {
  status: 404, headers: { 'content-type': ['text/plain; charset=utf-8'], 'x-content-type-options': ['nosniff'] }, body: new TextEncoder().encode('404 page not found\n'),
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

/** A small page that needs nothing from elsewhere. `body` is HTML. */
export function page(title: string, body: string): HttpResponse {
  const text = `<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid #8886; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
  return { status: 200, headers: { 'content-type': ['text/html; charset=utf-8'] }, body: new TextEncoder().encode(text) };
}

/** A table with a caption for those who hear it. Cells are HTML. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string => row.map((cell) => `<${tag}>${cell}</${tag.split(' ')[0] ?? ''}>`).join('');
  return `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${cells('th scope="col"', head)}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}
</tbody></table>`;
}
