import type { CallToolResult } from "@modelcontextprotocol/client";
import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";

// What the page of a chat does that shows pages of MCP servers (MCP Apps), by the protocol's own library. Tests run this in a
// browser. The page has no key: calls go through the test, which has a client.

export interface Shown {
  html: string;
  args: Record<string, unknown>;
  result: CallToolResult;
  dark: boolean;
  /** What the chat takes: without `message`, the page can only change the model's context. */
  takesMessages: boolean;
}

declare global {
  interface Window {
    showApp: typeof showApp;
    callTool(params: unknown): Promise<CallToolResult>;
    heard(kind: "message" | "context", text: string): Promise<void>;
  }
}

async function showApp({ html, args, result, dark, takesMessages }: Shown): Promise<void> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Library";
  document.querySelector("main")?.append(frame);
  const chat = frame.contentWindow as Window;
  const text = { text: {} };
  const bridge = new AppBridge(
    null,
    { name: "Chat", version: "1" },
    { serverTools: {}, updateModelContext: text, ...(takesMessages && { message: text }) },
    {
      hostContext: {
        theme: dark ? "dark" : "light",
        displayMode: "inline",
        availableDisplayModes: ["inline", "fullscreen"],
        containerDimensions: { maxHeight: 640 },
      },
    },
  );
  const textOf = (content: { type: string; text?: string }[] = []) =>
    content.map((block) => block.text ?? "").join("\n");
  bridge.oncalltool = (params) => window.callTool(params);
  bridge.onmessage = async ({ content }) => {
    await window.heard("message", textOf(content));
    return {};
  };
  bridge.onupdatemodelcontext = async ({ content }) => {
    await window.heard("context", textOf(content));
    return {};
  };
  bridge.onrequestdisplaymode = async ({ mode }) => ({ mode });
  bridge.onsizechange = ({ height }) => {
    frame.style.height = `${height}px`;
  };
  bridge.oninitialized = () => {
    void bridge.sendToolInput({ arguments: args }).then(() => bridge.sendToolResult(result));
  };
  await bridge.connect(new PostMessageTransport(chat, chat));
  frame.srcdoc = html;
}

window.showApp = showApp;
