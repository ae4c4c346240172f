const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string);

// An egg in a nest, inline: one request less, and no policy to loosen but for images.
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><ellipse cx="16" cy="13" rx="8" ry="10.5" fill="#9fc3c0"/><path d="M2 15c4 3 24 3 28 0-1 10-7 14-14 14S3 25 2 15z" fill="#8a4b16"/></svg>`;

/** What every page says of itself in its head. */
export const headOf = (title: string): string => `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">`;

/** A whole page in the house style. `body` is HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
${headOf(title)}
<style>
  :root { color-scheme: light dark; --text: light-dark(#1c1b19, #edebe6); --dim: light-dark(#67635b, #a29d92);
    --paper: light-dark(#fbfaf7, #171614); --card: light-dark(#fff, #201f1c); --line: light-dark(#e4e0d8, #35322d);
    --accent: light-dark(#8a4b16, #e2a36b); }
  body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 44rem; margin: 0 auto; padding: 4rem 1.5rem; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; letter-spacing: -.01em; }
  p { margin: 0 0 1rem; } .dim { color: var(--dim); }
  a { color: var(--accent); }
  pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto;
    font: 13px/1.6 ui-monospace, monospace; }
</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}
