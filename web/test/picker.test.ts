import { fileURLToPath } from "node:url";
import type { CallToolResult } from "@modelcontextprotocol/client";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Frame, Page } from "playwright-core";
import { build } from "vite";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type Agent, newAgent } from "../../test/support/agent.ts";
import { picture } from "../../test/support/files.ts";
import { newKey } from "../../test/support/operator.ts";
import { fileServer } from "../../test/support/processes/file-server.ts";
import { texts as t } from "../picker/texts.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const chatPage = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Chat</title><link rel="icon" href="data:,"><style>
  html { color-scheme: light dark; }
  body { margin: 0; padding: 16px; background: light-dark(#f5f5f4, #0c0b0a); font: 15px system-ui; }
  main { max-width: 46rem; margin: auto; }
  iframe { display: block; width: 100%; border: 1px solid light-dark(#ddd, #333); border-radius: 12px; }
  </style><main><h1>Chat</h1></main></html>`;

const { app, services, origin, visit } = await webApp();
// The chat's page has an origin of its own.
const { host } = await fileServer((_request, response) => {
  response.setHeader("content-type", "text/html").end(chatPage);
});
const chat = `http://${host}`;
const extension = { "io.modelcontextprotocol/ui": { mimeTypes: ["text/html;profile=mcp-app"] } };
const photoBytes = 20 * 1024 * 1024;

/** The script of the chat's page, in one text. */
async function chatScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL("chat-page.ts", import.meta.url)),
        formats: ["iife"],
        name: "chat",
      },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [first] = [built].flat();
  const [chunk] = first && "output" in first ? first.output : [];
  return chunk?.code ?? "";
}

type Domains = Record<string, string[] | undefined>;

/** The page under the policy that a client makes of what it declares, by the extension's specification. */
function guarded(html: string, { connectDomains, resourceDomains }: Domains): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'unsafe-inline' ${resourceDomains?.join(" ")}`,
    `style-src 'self' 'unsafe-inline' ${resourceDomains?.join(" ")}`,
    `img-src 'self' data: ${resourceDomains?.join(" ")}`,
    `media-src 'self' data: ${resourceDomains?.join(" ")}`,
    `connect-src 'self' ${connectDomains?.join(" ")}`,
  ].join("; ");
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

interface Conversation {
  page: Page;
  frame: Frame;
  /** What the model wrote and read until the page was there. */
  spent: string;
  /** What reached the model, in order. */
  heard: { kind: string; text: string }[];
}

/** Lets a model call `show_library`, and shows its page as a chat does. */
async function conversation(
  script: string,
  agent: Pick<Agent, "organizationId" | "libraryId" | "apiKey">,
  { dark = false, phone = false, takesMessages = true } = {},
): Promise<Conversation> {
  const client = new Client({ name: "chat", version: "1" }, { capabilities: { extensions: extension } });
  const requestInit = { headers: { authorization: `Bearer ${agent.apiKey}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin), { requestInit }));
  onTestFinished(() => client.close());
  const tool = (await client.listTools()).tools.find(({ name }) => name === "show_library");
  const uri = String((tool?._meta?.ui as { resourceUri?: unknown } | undefined)?.resourceUri);
  const [read] = (await client.readResource({ uri })).contents;
  const { csp = {} } = (read?._meta?.ui ?? {}) as { csp?: Domains };
  const html = read && "text" in read ? guarded(read.text, csp) : "";
  const args = { organizationId: agent.organizationId, libraryId: agent.libraryId };
  const result = (await client.callTool({ name: "show_library", arguments: args })) as CallToolResult;

  const page = await visit({ dark, phone, leavesFor: chat });
  const heard: Conversation["heard"] = [];
  await page.goto(`${chat}/`);
  await page.exposeFunction("callTool", (params: { name: string; arguments: Record<string, unknown> }) =>
    client.callTool(params),
  );
  await page.exposeFunction("heard", (kind: string, text: string) => void heard.push({ kind, text }));
  await page.addScriptTag({ content: script });
  await page.evaluate((shown) => window.showApp(shown), {
    html,
    args,
    result,
    dark,
    takesMessages,
  });
  const frame = page.frames().at(-1) as Frame;
  await frame.locator("h1").first().waitFor();
  const spent = `show_library${JSON.stringify(args)}${JSON.stringify(result.content)}`;
  return { page, frame, spent, heard };
}

/** Drops a file on the page: a picture, with bytes after its end that make it as large as asked. */
async function drop(frame: Frame, name: string, png: Buffer, bytes: number): Promise<void> {
  await frame.evaluate(
    ({ name, base64, bytes }) => {
      const start = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dropped = new DataTransfer();
      dropped.items.add(
        new File([start, new Uint8Array(Math.max(bytes - start.length, 0))], name, { type: "image/png" }),
      );
      for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: dropped }),
        );
    },
    { name, base64: png.toString("base64"), bytes },
  );
}

/** Four characters a token, as the list of tools is counted. */
const tokens = (text: string) => text.length / 4;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("the picker in a chat", () => {
  let script: string;
  let agent: Agent;
  beforeAll(async () => {
    script = await chatScript();
    agent = await newAgent(app, "barcelona");
    await agent.upload({ "beach.png": await picture("sandybrown", 1200, 900) });
    await agent.upload({ "harbour.png": await picture("navy", 900, 900) });
    await agent.upload({ "tower.png": await picture("teal", 700, 1100) });
  });

  test("a dropped photo of 20 MB becomes a link in the model's context, for at most 500 tokens", async () => {
    const { frame, spent, heard } = await conversation(script, agent);
    await drop(frame, "cove.png", await picture("crimson", 1600, 1200), photoBytes);
    await frame.getByRole("button", { name: "cove", exact: true }).waitFor();
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
    const [told] = heard;
    const { data } = await agent.get(`${agent.library}/assets`);
    expect(data[0]).toMatchObject({ name: "cove", size: expect.any(Number) });
    expect(told).toEqual({ kind: "context", text: expect.stringContaining(data[0].url) });
    expect((await fetch(data[0].url)).status).toBe(200);
    await frame.getByRole("button", { name: t.add }).click();
    await frame.getByText(t.added(1)).waitFor();
    const [, message] = heard;
    expect(message?.text).toContain(data[0].url);
    expect(tokens(`${spent}${told?.text}${message?.text}`)).toBeLessThanOrEqual(500);
  });

  test("an interrupted photo of 20 MB goes on where it stopped, by itself and when it is tried again", async () => {
    const { page, frame } = await conversation(script, agent);
    const sent: string[] = [];
    let interruptions = 5;
    await page.route("**/files/*", async (route, request) => {
      if (request.method() !== "PATCH") return route.continue();
      const offset = request.headers()["upload-offset"] as string;
      const isCut = offset !== "0" && interruptions-- > 0;
      sent.push(`${offset}${isCut ? " cut" : ""}`);
      return isCut ? route.abort("connectionreset") : route.continue();
    });
    await drop(frame, "dune.png", await picture("khaki", 1600, 1200), photoBytes);
    await frame.getByRole("button", { name: t.tryAgain }).click({ timeout: 60_000 });
    await frame.getByRole("button", { name: "dune", exact: true }).waitFor({ timeout: 60_000 });
    const [first, second, third] = [0, 1, 2].map((parts) => `${parts * 8 * 1024 * 1024}`);
    expect(sent).toEqual([first, ...Array.from({ length: 5 }, () => `${second} cut`), second, third]);
    const { data } = await agent.get(`${agent.library}/assets`);
    expect(data[0]).toMatchObject({ name: "dune", size: expect.any(Number) });
  });

  test.each([
    ["light", {}],
    ["dark, on a phone", { dark: true, phone: true }],
  ])(
    "a person looks through the library and hands files to the chat, without barriers: %s",
    async (_, look) => {
      const { page, frame, heard } = await conversation(script, agent, look);
      expect(await barriers(frame)).toEqual([]);
      await frame.getByRole("button", { name: t.preview("harbour") }).click();
      const preview = frame.getByRole("dialog", { name: "harbour" });
      await preview.getByRole("img", { name: "harbour" }).waitFor();
      await preview.getByRole("button", { name: t.select, exact: true }).click();
      await preview.getByRole("button", { name: t.next }).click();
      await frame.getByRole("dialog", { name: "beach" }).waitFor();
      await page.keyboard.press("Escape");
      await frame.getByRole("button", { name: "tower", exact: true }).click();
      await frame.getByText(t.selected(2)).waitFor();
      await frame.getByRole("button", { name: t.add }).click();
      await frame.getByText(t.added(2)).waitFor();
      expect(heard).toHaveLength(1);
      expect(heard[0]?.kind).toBe("message");
      expect(heard[0]?.text).toMatch(/harbour: http\S+ \(id [\w-]+\)\n- tower: http/);
    },
  );

  test("words find files, and none of another library", async () => {
    const other = await newAgent(app, "elsewhere");
    await other.upload({ "beach.png": await picture("sandybrown", 1200, 900) });
    const { frame } = await conversation(script, agent);
    await frame.getByRole("searchbox").fill("beach");
    await frame.getByText(t.files(1)).waitFor();
    expect(await frame.getByRole("button", { name: "tower", exact: true }).count()).toBe(0);
    await frame.getByRole("searchbox").fill("nothing like it");
    await frame.getByText(t.nothing("nothing like it")).waitFor();
  });

  test("a refused file says why, and can be tried again", async () => {
    const { page, frame, heard } = await conversation(script, agent);
    await drop(frame, "notes.txt", Buffer.from("no picture"), 0);
    await frame.getByText("File type not supported", { exact: false }).waitFor();
    const sentAgain = page.waitForResponse((response) => response.status() >= 400);
    await frame.getByRole("button", { name: t.tryAgain }).click();
    await sentAgain;
    await frame.getByText("File type not supported", { exact: false }).waitFor();
    expect(heard).toEqual([]);
  });

  test("a key that only reads shows the files and offers no upload", async () => {
    const { organizationId, libraryId } = agent;
    const { apiKey } = await newKey(services, organizationId, { [libraryId]: "read" });
    const { frame } = await conversation(script, { organizationId, libraryId, apiKey });
    await frame.getByRole("button", { name: "beach", exact: true }).waitFor();
    expect(await frame.getByRole("button", { name: t.upload }).count()).toBe(0);
  });

  test("a chat that takes no messages gets the chosen links as context", async () => {
    const { frame, heard } = await conversation(script, agent, { takesMessages: false });
    await frame.getByRole("button", { name: "beach", exact: true }).click();
    await frame.getByRole("button", { name: t.add }).click();
    await frame.getByText(t.added(1)).waitFor();
    expect(heard).toEqual([{ kind: "context", text: expect.stringContaining("beach: http") }]);
  });
});
