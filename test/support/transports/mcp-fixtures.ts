import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  type GetPromptResult,
  inputRequired,
  McpServer,
  ResourceTemplate,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";

// What the scenarios of @modelcontextprotocol/conformance call: tools, resources and prompts with their exact texts.

const image = {
  data: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==",
  mimeType: "image/png",
};
const audio = { data: "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=", mimeType: "audio/wav" };
const embedded = (uri: string, text: string, mimeType = "text/plain") =>
  ({ type: "resource", resource: { uri, mimeType, text } }) as const;
const text = (words: string) => ({ type: "text", text: words }) as const;
const result = (...content: CallToolResult["content"]): CallToolResult => ({ content });
const none = z.object({});
const states = createRequestStateCodec({ key: randomBytes(32) });

/** A server with what the official conformance suite calls, and nothing else. */
export function fixtureServer(): McpServer {
  const server = new McpServer(
    { name: "rookery-fixtures", version: "1.0.0" },
    {
      capabilities: { tools: {}, prompts: {}, resources: { subscribe: true }, logging: {}, completions: {} },
      requestState: { verify: states.verify },
    },
  );
  addContentTools(server);
  addTalkingTools(server);
  addAskingTools(server);
  addResources(server);
  addPrompts(server);
  return server;
}

function addContentTools(server: McpServer): void {
  const contents: Record<string, CallToolResult["content"]> = {
    test_simple_text: [text("This is a simple text response for testing.")],
    test_image_content: [{ type: "image", ...image }],
    test_audio_content: [{ type: "audio", ...audio }],
    test_embedded_resource: [embedded("test://embedded-resource", "This is an embedded resource content.")],
    test_multiple_content_types: [
      text("Multiple content types test:"),
      { type: "image", ...image },
      embedded("test://mixed-content-resource", '{"test":"data","value":123}', "application/json"),
    ],
  };
  for (const [name, content] of Object.entries(contents))
    server.registerTool(name, { description: name }, () => result(...content));
  server.registerTool("test_error_handling", { description: "Fails" }, () => {
    throw new Error("This tool intentionally returns an error for testing");
  });
}

function addTalkingTools(server: McpServer): void {
  // The scenarios expect separate messages.
  const betweenMs = 50;
  server.registerTool(
    "test_tool_with_logging",
    { description: "Logs", inputSchema: none },
    async (_, context) => {
      for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
        await context.mcpReq.notify({ method: "notifications/message", params: { level: "info", data } });
        await pause(betweenMs);
      }
      return result(text("Logged"));
    },
  );
  server.registerTool(
    "test_tool_with_progress",
    { description: "Goes on", inputSchema: none },
    async (_, context) => {
      const progressToken = context.mcpReq._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined)
          await context.mcpReq.notify({
            method: "notifications/progress",
            params: { progressToken, progress, total: 100 },
          });
        await pause(betweenMs);
      }
      return result(text("Done"));
    },
  );
}

const form = (message: string, field: string, type: "string" | "boolean" = "string") =>
  inputRequired.elicit({
    message,
    requestedSchema: {
      type: "object",
      properties: { [field]: type === "string" ? { type } : { type } },
      required: [field],
    },
  });
const question = (words: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: text(words) }], maxTokens });

/** Tools that ask the client before they answer (multi-round-trip requests of revision 2026-07-28). */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tools, which has no parts
function addAskingTools(server: McpServer): void {
  const asking = (name: string, ask: (context: ServerContext) => Promise<unknown>) =>
    server.registerTool(
      `test_input_required_result_${name}`,
      { description: `Asks: ${name}`, inputSchema: none },
      (_, context) => ask(context) as Promise<CallToolResult>,
    );
  const answers = ({ mcpReq }: ServerContext) => mcpReq.inputResponses ?? {};
  const answered = (context: ServerContext, ...keys: string[]) =>
    keys.every((key) => key in answers(context));

  asking("elicitation", async (context) => {
    const given = acceptedContent(answers(context), "user_name") as { name?: string } | undefined;
    if (given?.name !== undefined) return result(text(`Hello, ${given.name}!`));
    return inputRequired({ inputRequests: { user_name: form("What is your name?", "name") } });
  });
  asking("sampling", async (context) =>
    answered(context, "capital_question")
      ? result(text(JSON.stringify(answers(context).capital_question)))
      : inputRequired({ inputRequests: { capital_question: question("What is the capital of France?") } }),
  );
  asking("list_roots", async (context) =>
    answered(context, "client_roots")
      ? result(text(JSON.stringify(answers(context).client_roots)))
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } }),
  );
  for (const name of ["request_state", "tampered_state"]) {
    asking(name, async (context) =>
      answered(context, "confirm") && context.mcpReq.requestState() !== undefined
        ? result(text("state-ok"))
        : inputRequired({
            inputRequests: { confirm: form("Please confirm", "ok", "boolean") },
            requestState: await states.mint({ name }),
          }),
    );
  }
  asking("multiple_inputs", async (context) =>
    answered(context, "user_name", "greeting", "client_roots")
      ? result(text("All there"))
      : inputRequired({
          inputRequests: {
            user_name: form("What is your name?", "name"),
            greeting: question("Generate a greeting", 50),
            client_roots: inputRequired.listRoots(),
          },
          requestState: await states.mint({ name: "multiple_inputs" }),
        }),
  );
  asking("multi_round", async (context) => {
    if (answered(context, "step2")) return result(text("Both steps done"));
    const [step, asked] = answered(context, "step1")
      ? ["step2", form("Step 2: What is your favorite color?", "color")]
      : ["step1", form("Step 1: What is your name?", "name")];
    return inputRequired({
      inputRequests: { [step as string]: asked },
      requestState: await states.mint({ step }),
    });
  });
  const sampled = () => inputRequired({ inputRequests: { greeting: question("Generate a greeting", 50) } });
  const plain = { description: "Asks or tells", inputSchema: none };
  server.registerTool("test_missing_capability", plain, sampled);
  server.registerTool("test_streaming_elicitation", plain, () =>
    inputRequired({ inputRequests: { user_name: form("What is your name?", "name") } }),
  );
  server.registerTool("test_logging_tool", plain, async (_, context) => {
    await context.mcpReq.log("info", "Logged");
    return result(text("Logged"));
  });
  asking("capabilities", async ({ mcpReq }) => {
    const can = (mcpReq.envelope as Record<string, object>)[CLIENT_CAPABILITIES_META_KEY] ?? {};
    return inputRequired({
      inputRequests: {
        ...("elicitation" in can && { user_name: form("What is your name?", "name") }),
        ...("sampling" in can && { greeting: question("Generate a greeting", 50) }),
      },
    });
  });
}

function addResources(server: McpServer): void {
  const file = (uri: string, mimeType: string, content: { text: string } | { blob: string }) =>
    server.registerResource(uri, uri, { description: uri, mimeType }, () => ({
      contents: [{ uri, mimeType, ...content }],
    }));
  file("test://static-text", "text/plain", { text: "This is the content of the static text resource." });
  file("test://static-binary", image.mimeType, { blob: image.data });
  file("test://watched-resource", "text/plain", { text: "Watched" });
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  const mimeType = "application/json";
  server.registerResource(
    "template",
    template,
    { description: "A template", mimeType },
    ({ href }, { id }) => ({
      contents: [
        { uri: href, mimeType, text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) },
      ],
    }),
  );
  server.server.setRequestHandler("resources/subscribe", () => ({}));
  server.server.setRequestHandler("resources/unsubscribe", () => ({}));
  server.server.setRequestHandler("logging/setLevel", () => ({}));
  server.server.setRequestHandler("completion/complete", () => ({
    completion: { values: ["paris"], total: 1 },
  }));
}

function addPrompts(server: McpServer): void {
  const user = (...contents: GetPromptResult["messages"][number]["content"][]): GetPromptResult => ({
    messages: contents.map((content) => ({ role: "user", content })),
  });
  server.registerPrompt("test_simple_prompt", { description: "Simple" }, () =>
    user(text("This is a simple prompt for testing.")),
  );
  server.registerPrompt(
    "test_prompt_with_arguments",
    { description: "With arguments", argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description: "With a resource", argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) =>
      user(
        embedded(resourceUri, "Embedded resource content for testing."),
        text("Please process the embedded resource above."),
      ),
  );
  server.registerPrompt("test_prompt_with_image", { description: "With an image" }, () =>
    user({ type: "image", ...image }, text("Please analyze the image above.")),
  );
  server.registerPrompt("test_input_required_result_prompt", { description: "Asks" }, ((
    context: ServerContext,
  ) => {
    if (context.mcpReq.inputResponses?.user_context) return user(text("With your context"));
    const user_context = form("What context should the prompt use?", "context");
    return inputRequired({ inputRequests: { user_context } });
  }) as never);
}
