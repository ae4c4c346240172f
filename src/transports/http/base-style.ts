/** Colours and basics of every page that the server renders. The web app has the same colours in `web/src/style.css`. */
export const baseStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #171614);
  --card: light-dark(#fff, #201f1c);
  --wash: light-dark(#f2efe9, #262420);
  --line: light-dark(#e4e0d8, #35322d);
  --text: light-dark(#1c1b19, #edebe6);
  --dim: light-dark(#625e56, #aaa599);
  --accent: light-dark(#8a4b16, #e2a36b);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px / 1.6 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
a { color: var(--accent); text-underline-offset: .2em; }
.dim { color: var(--dim); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a:focus-visible { border-radius: .25rem; }
`;
