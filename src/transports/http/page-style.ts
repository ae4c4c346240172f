import { baseStyle } from "./base-style.ts";

/** The style of the pages that the server renders itself. */
export const pageStyle = `${baseStyle}
  body { min-height: 100svh; display: grid; grid-template-columns: minmax(0, 1fr); align-items: center; }
  main { width: 100%; max-width: 44rem; margin: 0 auto; padding: 3rem 1.5rem; }
  h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .5rem; letter-spacing: -.02em; text-wrap: balance; }
  p { margin: 0 0 1rem; text-wrap: pretty; }
  pre { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 0 0 1rem;
    overflow-x: auto; font: 13px/1.7 ui-monospace, Menlo, Consolas, monospace; }
  .icon { display: block; width: 4.5rem; margin: 0 0 1.5rem; }
  nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: 2rem; }
`;
