/** The style of the pages that the server renders itself. */
export const pageStyle = `
  :root { color-scheme: light dark; --text: light-dark(#1c1b19, #edebe6); --dim: light-dark(#67635b, #a29d92);
    --paper: light-dark(#fbfaf7, #171614); --card: light-dark(#fff, #201f1c); --line: light-dark(#e4e0d8, #35322d);
    --accent: light-dark(#8a4b16, #e2a36b); }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100svh; display: grid; grid-template-columns: minmax(0, 1fr); align-items: center; background: var(--paper); color: var(--text);
    font: 16px/1.6 system-ui, sans-serif; }
  main { width: 100%; max-width: 44rem; margin: 0 auto; padding: 3rem 1.5rem; }
  h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .5rem; letter-spacing: -.02em; text-wrap: balance; }
  p { margin: 0 0 1rem; text-wrap: pretty; } .dim { color: var(--dim); }
  a { color: var(--accent); text-underline-offset: .2em; }
  a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: .25rem; }
  pre { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 0 0 1rem;
    overflow-x: auto; font: 13px/1.7 ui-monospace, Menlo, Consolas, monospace; }
  .icon { display: block; width: 4.5rem; margin: 0 0 1.5rem; }
  nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: 2rem; }
`;
