import { pageStyle } from "./page-style.ts";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string);

/** The icon as SVG: an egg in a nest. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><ellipse cx="16" cy="13" rx="8" ry="10.5" fill="#9fc3c0"/><path d="M2 15c4 3 24 3 28 0-1 10-7 14-14 14S3 25 2 15z" fill="#8a4b16"/></svg>`;

export const iconLink = `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">`;

/** The contents of `<head>` that all pages share. */
export const headOf = (title: string): string => `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${iconLink}`;

/** A whole page in the server's style. `body` is HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
${headOf(title)}
<style>${pageStyle}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}
