import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { allowed, registeredApp } from "../../../test/support/connected-app.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { newTeam } from "../../../test/support/team.ts";

// Programs that others wrote, as processes, against a server at its public address.
const port = await freePort();
const origin = `http://localhost:${port}`;
const { app, services } = await testApp({ config: { publicUrl: origin } });
await app.listen({ port, host: "127.0.0.1" });
const team = await newTeam(app, services);
const { organizationId } = team;
const require = createRequire(import.meta.url);
const packageFile = (name: string, file: string) =>
  join(dirname(require.resolve(`${name}/package.json`)), file);

interface Program {
  process: ChildProcess;
  /** What it wrote so far that matches, once it did. */
  wrote(pattern: RegExp): Promise<string>;
}

function program(args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let written = "";
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream.on("data", (chunk) => (written += chunk));
  return {
    process: child,
    async wrote(pattern) {
      for (;;) {
        const found = pattern.exec(written)?.[0];
        if (found !== undefined) return found;
        const more = streams.map((stream) => once(stream, "data"));
        const ended = once(child, "exit").then(() => {
          if (!pattern.test(written)) throw new Error(`It ended without ${pattern}:\n${written}`);
        });
        await Promise.race([...more, ended]);
      }
    },
  };
}

// Up to the space behind it: a program may write half of it at a time.
const authorizeUrl = /http:\/\/localhost:\d+\/api\/auth\/oauth2\/authorize\?\S+(?=\s)/;

/** What the person does: allows it, and the browser goes back to the program. */
async function consent(url: string): Promise<void> {
  const { pathname, search } = new URL(url);
  const to = await allowed(team.editor, pathname + search, { organizationId, allLibraries: "read" });
  // A program may write the address before it listens for the answer.
  await vi.waitFor(() => fetch(to), 10_000);
}

test("mcp-remote connects with nothing but the address, in one consent", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mcp-remote-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const callbackPort = String(await freePort());
  const remote = program(
    [packageFile("mcp-remote", "dist/proxy.js"), `${origin}/mcp/oauth`, callbackPort, "--allow-http"],
    { MCP_REMOTE_CONFIG_DIR: folder, BROWSER: "none", PATH: "/nowhere" },
  );
  await consent(await remote.wrote(authorizeUrl));
  await remote.wrote(/Proxy established|Press Ctrl\+C/);
  const send = (message: object) =>
    remote.process.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const clientInfo = { name: "test", version: "1" };
  send({
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo },
  });
  await remote.wrote(/"id":1[^\n]*\n|\n[^\n]*"id":1/);
  send({ method: "notifications/initialized" });
  send({ id: 2, method: "tools/call", params: { name: "whoami", arguments: {} } });
  expect(await remote.wrote(new RegExp(`\\{[^\\n]*${organizationId}[^\\n]*\\}`))).toContain(organizationId);
});

test.each(["2025-11-25", "2026-07-28"])(
  "the official suite's scenarios for authorization servers pass for revision %s",
  async (revision) => {
    const callbackPort = await freePort();
    const redirect = `http://127.0.0.1:${callbackPort}/callback`;
    const { clientId } = await registeredApp(app, "Suite", redirect);
    const suite = program([
      packageFile("@modelcontextprotocol/conformance", "dist/index.js"),
      "authorization",
      ...["--url", `${origin}/api/auth`, "--client-id", clientId, "--port", String(callbackPort)],
      ...["--resource", `${origin}/mcp/oauth`, "--spec-version", revision],
    ]);
    const ended = once(suite.process, "exit");
    await consent(await suite.wrote(authorizeUrl));
    expect(await ended).toEqual([0, null]);
    expect(await suite.wrote(/authorization-code-grant[^\n]*/)).not.toMatch(/failed|skipped/i);
  },
);
