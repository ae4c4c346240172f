import type { McpUiHostContext } from "@modelcontextprotocol/ext-apps";
import { applyContext } from "./context.ts";
import { element } from "./dom.ts";
import { connect, type Host, type ToolResult } from "./host.ts";
import { loadPage, pageOf, type Target } from "./library.ts";
import { picker } from "./picker.ts";
import "./frame.css";
import "./tiles.css";
import "../../src/transports/shares/full-screen.css";
import "./preview.css";
import { texts } from "./texts.ts";

void start();

async function start(): Promise<void> {
  let target: Target | undefined;
  note(texts.loading);
  const host: Host = await connect({
    "ui/notifications/tool-input": ({ arguments: given }: { arguments?: Target }) => {
      target = given;
    },
    "ui/notifications/tool-result": (result: ToolResult) => void show(host, target, result),
    "ui/notifications/tool-cancelled": () => note(texts.cancelled),
    "ui/notifications/host-context-changed": (context: McpUiHostContext) => applyContext(context),
  });
  applyContext(host.context);
  // The client makes the frame as high as the page.
  new ResizeObserver(() => {
    const { width, height } = document.body.getBoundingClientRect();
    host.notify("ui/notifications/size-changed", { width: Math.ceil(width), height: Math.ceil(height) });
  }).observe(document.body);
}

async function show(host: Host, target: Target | undefined, result: ToolResult): Promise<void> {
  if (!target) return;
  try {
    const first = pageOf(result) ?? (await loadPage(host, target, "", 1));
    document.body.replaceChildren(...picker(host, target, first));
  } catch (error) {
    note((error as Error).message);
  }
}

function note(sentence: string): void {
  document.body.replaceChildren(element("p", { class: "note", role: "status" }, sentence));
}
