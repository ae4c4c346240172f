// The colours of src/transports/http/page-style.ts. The credit at the foot is hidden, because it links to a cloud service.
const customCss = `
.light-mode {
  --scalar-color-1: #1c1b19; --scalar-color-2: #57534b; --scalar-color-3: #716c63; --scalar-color-accent: #8a4b16;
  --scalar-background-1: #fbfaf7; --scalar-background-2: #f4f1ea; --scalar-background-3: #e9e4da;
  --scalar-background-accent: #8a4b1614; --scalar-border-color: #e4e0d8;
}
.dark-mode {
  --scalar-color-1: #edebe6; --scalar-color-2: #b9b4a9; --scalar-color-3: #a29d92; --scalar-color-accent: #e2a36b;
  --scalar-background-1: #171614; --scalar-background-2: #201f1c; --scalar-background-3: #2b2925;
  --scalar-background-accent: #e2a36b1f; --scalar-border-color: #35322d;
}
.light-mode, .dark-mode {
  --scalar-sidebar-background-1: var(--scalar-background-1);
  --scalar-font: system-ui, sans-serif; --scalar-font-code: ui-monospace, Menlo, Consolas, monospace;
}
a[href^="https://www.scalar.com"] { display: none; }
`;

globalThis.Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  theme: "none",
  customCss,
  // The page fetches nothing from other servers and reports nothing to them.
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "direct",
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  authentication: { preferredSecurityScheme: "apiKey" },
  defaultOpenFirstTag: false,
});
