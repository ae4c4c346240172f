import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { keyAddingProxy } from "../../../test/support/processes/key-adding-proxy.ts";
import { fixtureServer } from "../../../test/support/transports/mcp-fixtures.ts";

// The official suite against the real routes, keys and protocol versions, with the tools that its scenarios call.
const { app } = await testApp({ parts: { mcpServers: fixtureServer } });
const { apiKey } = await newAgent(app);
const url = `${await keyAddingProxy(await app.listen(), apiKey)}/mcp`;
const require = createRequire(import.meta.url);
const suite = join(
  dirname(require.resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);

test.concurrent.each(["2025-11-25", "2026-07-28"])(
  "every scenario that revision %s requires passes, except those listed with a reason",
  async (revision) => {
    const expected = join(import.meta.dirname, "conformance", `${revision}.yaml`);
    const args = [suite, "server", "--url", url, "--requirements", revision, "--expected-failures", expected];
    const run = promisify(execFile)(process.execPath, args);
    const { code, stdout } = await run.then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
    expect(code, stdout).toBe(0);
    if (revision === "2026-07-28") expect(stdout).toMatch(/server-stateless: \d+ passed, 0 failed/);
  },
);
