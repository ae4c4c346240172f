import { connectTexts } from "../texts/connect.ts";

const t = connectTexts;

/** What a person copies or opens for one app. */
export interface Setup {
  /** What to do before, in order. */
  steps?: readonly string[];
  /** A link that adds the server to the app on this computer. */
  link?: string;
  code: readonly { label: string; text: string }[];
  /** What to do afterwards, and a command for it. */
  afterwards?: string;
  thenRun?: string;
}

export interface ClientApp {
  id: string;
  name: string;
  oauth(url: string): Setup;
  /** Undefined if it takes no keys. */
  key?(url: string, apiKey: string): Setup;
}

const json = (value: unknown) => JSON.stringify(value, null, 2);
const bearer = (apiKey: string) => ({ Authorization: `Bearer ${apiKey}` });
const address = (url: string) => ({ label: t.address, text: url });
// Binary text, since `btoa` takes no other.
const base64 = (value: unknown) => btoa(JSON.stringify(value));

const cursorLink = (config: object) =>
  `cursor://anysphere.cursor-deeplink/mcp/install?name=rookery&config=${encodeURIComponent(base64(config))}`;
const vscodeLink = (config: object) =>
  `vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: "rookery", ...config }))}`;

/** The apps that the page knows, the most used first. */
export const clientApps: readonly ClientApp[] = [
  {
    id: "claude-code",
    name: "Claude Code",
    oauth: (url) => ({
      code: [{ label: t.command, text: `claude mcp add --transport http rookery ${url}` }],
      afterwards: t.steps.claudeCode,
    }),
    key: (url, apiKey) => ({
      code: [
        {
          label: t.command,
          text: `claude mcp add --transport http rookery ${url} \\\n  --header "Authorization: Bearer ${apiKey}"`,
        },
      ],
    }),
  },
  {
    id: "claude",
    name: "Claude",
    oauth: (url) => ({ steps: t.steps.claude, code: [address(url)] }),
  },
  {
    id: "chatgpt",
    name: "ChatGPT",
    oauth: (url) => ({ steps: t.steps.chatgpt, code: [address(url)] }),
  },
  {
    id: "cursor",
    name: "Cursor",
    oauth: (url) => ({
      link: cursorLink({ url }),
      code: [{ label: t.file("~/.cursor/mcp.json"), text: json({ mcpServers: { rookery: { url } } }) }],
      afterwards: t.steps.cursor,
    }),
    key: (url, apiKey) => {
      const config = { url, headers: bearer(apiKey) };
      return {
        link: cursorLink(config),
        code: [{ label: t.file("~/.cursor/mcp.json"), text: json({ mcpServers: { rookery: config } }) }],
      };
    },
  },
  {
    id: "vscode",
    name: "VS Code",
    oauth: (url) => {
      const config = { type: "http", url };
      return {
        link: vscodeLink(config),
        code: [
          { label: t.command, text: `code --add-mcp '${JSON.stringify({ name: "rookery", ...config })}'` },
          { label: t.file(".vscode/mcp.json"), text: json({ servers: { rookery: config } }) },
        ],
        afterwards: t.steps.vscode,
      };
    },
    key: (url, apiKey) => {
      const config = { type: "http", url, headers: bearer(apiKey) };
      return {
        link: vscodeLink(config),
        code: [{ label: t.file(".vscode/mcp.json"), text: json({ servers: { rookery: config } }) }],
      };
    },
  },
  {
    id: "codex",
    name: "Codex",
    oauth: (url) => ({
      code: [{ label: t.command, text: `codex mcp add rookery --url ${url}` }],
      afterwards: t.steps.codex,
      thenRun: "codex mcp login rookery",
    }),
    key: (url, apiKey) => ({
      code: [
        {
          label: t.command,
          text: `export ROOKERY_KEY=${apiKey}\ncodex mcp add rookery --url ${url} --bearer-token-env-var ROOKERY_KEY`,
        },
      ],
    }),
  },
  {
    id: "other",
    name: "Other",
    oauth: (url) => ({
      code: [
        address(url),
        { label: "JSON", text: json({ mcpServers: { rookery: { type: "http", url } } }) },
        { label: "mcp-remote", text: `npx mcp-remote ${url}` },
      ],
      afterwards: t.steps.other,
    }),
    key: (url, apiKey) => ({
      code: [
        address(url),
        {
          label: "JSON",
          text: json({ mcpServers: { rookery: { type: "http", url, headers: bearer(apiKey) } } }),
        },
      ],
    }),
  },
];
