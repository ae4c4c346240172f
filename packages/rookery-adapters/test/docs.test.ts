import { execFile } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { newTenant } from "../../../test/support/tenant.ts";

const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});
const root = join(import.meta.dirname, "../../..");
const page = await readFile(join(root, "docs/memory.md"), "utf8");

/** The only example of docs/memory.md in a language, at the server of this test. */
function example(language: string): string {
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))];
  expect(found).toHaveLength(1);
  const [[, text = ""] = []] = found;
  return text.replaceAll("http://localhost:3000", url);
}

/** Runs a program where the packages of this repository are installed. Returns what it prints last, as JSON. */
async function run(program: string): Promise<unknown> {
  const folder = await temporaryFolder();
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "program.mts"), program);
  const words = ["--conditions=rookery-source", "program.mts"];
  const env = { ...process.env, MEM0_TELEMETRY: "false", MASTRA_TELEMETRY_DISABLED: "1" };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, env });
  return JSON.parse(stdout.trim().split("\n").at(-1) as string);
}

test("the example with three frameworks in docs/memory.md runs, and each of them remembers", async () => {
  const { apiKey } = await newTenant(app);
  const printed = await run(`
    import { Agent } from "@mastra/core/agent";
    import { Memory } from "@mastra/memory";
    import { generateText, wrapLanguageModel } from "ai";
    import { MockLanguageModelV4 } from "ai/test";
    import { lovelyModel } from "${join(import.meta.dirname, "lovely-model.ts")}";
    const apiKey = ${JSON.stringify(apiKey)};
    const said = [];
    const base = new MockLanguageModelV4({
      doGenerate: async ({ prompt }) => {
        said.push(JSON.stringify(prompt));
        const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };
        return { content: [{ type: "text", text: "Lovely!" }], finishReason: { unified: "stop" }, usage, warnings: [] };
      },
    });
    const { model: lovely, prompts } = lovelyModel();
    const options = { id: "a", name: "A", instructions: "Be kind.", model: lovely };
    const builder = { compile: ({ store }) => store };
    ${example("ts")}
    await generateText({ model, prompt: "I moved to Lisbon." });
    await generateText({ model, prompt: "Where do I live?" });
    await graph.put(["notes"], "home", { text: "Lisbon" });
    await agent.generate("Where do I live?");
    for (const question of ["My cat is called Tom.", "Who is Tom?"])
      await remembering.generate(question, { memory: { thread: "pets", resource: "crm-8" } });
    console.log(JSON.stringify({ sdk: said[1], graph: (await graph.get(["notes"], "home")).value, agent: prompts[0], storage: prompts[2] }));
  `);
  expect(printed).toEqual({
    sdk: expect.stringContaining("User lives in Lisbon"),
    graph: { text: "Lisbon" },
    agent: expect.stringContaining("User lives in Lisbon"),
    storage: expect.stringContaining("My cat is called Tom."),
  });
});

test("the example with the client of mem0 in docs/memory.md runs, and finds what it added", async () => {
  const { apiKey } = await newTenant(app);
  const printed = await run(`
    import MemoryClient from "mem0ai";
    const apiKey = ${JSON.stringify(apiKey)};
    ${example("js")}
    await client.add([{ role: "user", content: "I moved to Lisbon." }], { userId: "crm-7" });
    const { results } = await client.search("Where did I move?", { filters: { user_id: "crm-7" } });
    console.log(JSON.stringify(results.map(({ memory }) => memory)));
  `);
  expect(printed).toEqual(["I moved to Lisbon."]);
});
