import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { certificate } from "./support/processes/certificate.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { programs, readDeploy, startCaddy, startNginx } from "./support/processes/proxies.ts";
import { newTeam } from "./support/team.ts";
import { cookiesOf } from "./support/transports/event-stream.ts";

const { app, services } = await testApp({
  config: { trustProxy: ["127.0.0.1"] },
  parts: { heartbeatMs: 20 },
});
const trusting = new Agent({ connect: { ca: certificate.cert } });
afterAll(() => trusting.close());
let upstream = "";
beforeAll(async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  upstream = `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});

/** MCP, an upload, and a stream of events whose parts arrive while it is open. */
async function passesEverything(origin: string) {
  const agent = await newAgent(app);
  const headers = { authorization: `Bearer ${agent.apiKey}`, "api-version": "2026-05-20" };
  const png = await picture();
  const uploaded = await fetch(`${origin}${agent.library}/assets?filename=a.png`, {
    method: "POST",
    headers: { ...headers, "content-type": "multipart/form-data; boundary=b" },
    body: Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'),
      png,
      Buffer.from("\r\n--b--\r\n"),
    ]),
    dispatcher: trusting,
  });
  expect(uploaded.status).toBe(200);
  const { data } = (await uploaded.json()) as { data: { assets: { url: string }[] } };
  const mcp = await fetch(`${origin}/mcp`, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "list_libraries", arguments: { organizationId: agent.organizationId } },
    }),
    dispatcher: trusting,
  });
  expect([mcp.status, await mcp.text()]).toEqual([200, expect.stringContaining(agent.libraryId)]);

  const { viewer, organizationId } = await newTeam(app, services);
  const leaving = new AbortController();
  const events = await fetch(`${origin}/api/app/events?organizationId=${organizationId}`, {
    headers: { cookie: cookiesOf(viewer) },
    signal: leaving.signal,
    dispatcher: trusting,
  });
  let text = "";
  for await (const chunk of events.body as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (/retry: \d+\n\n(:\n\n){3}/.test(text)) break;
  }
  leaving.abort();
  return { path: new URL(data.assets[0]?.url as string).pathname, png };
}

describe.runIf(programs.nginx)("deploy/nginx/rookery.conf", () => {
  test("passes uploads, MCP and events, and answers files from its cache", async () => {
    const origin = await startNginx(upstream);
    const { path, png } = await passesEverything(origin);
    const statuses = [];
    for (let i = 0; i < 2; i++) {
      const file = await fetch(origin + path, { dispatcher: trusting });
      expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
      expect(file.headers.get("cache-control")).toContain("public");
      statuses.push(file.headers.get("x-cache-status"));
    }
    expect(statuses).toEqual(["MISS", "HIT"]);
  });
});

describe.runIf(programs.caddy)("deploy/caddy/Caddyfile", () => {
  test("passes uploads, MCP, events and files", async () => {
    const origin = await startCaddy(upstream);
    const { path, png } = await passesEverything(origin);
    const file = await fetch(origin + path, { dispatcher: trusting });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
  });
});

describe.runIf(programs["systemd-analyze"])("deploy/systemd/rookery.service", () => {
  const analyze = (...args: string[]) =>
    spawnSync(programs["systemd-analyze"] as string, args, { encoding: "utf8" });

  test("is a valid unit that gives the process little to reach", async () => {
    const folder = await temporaryFolder();
    const unit = join(folder, "rookery.service");
    await writeFile(
      unit,
      (await readDeploy("systemd/rookery.service")).replace("/usr/bin/rookery", "/bin/true"),
    );
    const verified = analyze("verify", "--man=no", unit);
    expect(verified.stderr.split("\n").filter((line) => line.includes("rookery.service"))).toEqual([]);
    // From 0, safe, to 100. Below 25 of 100, systemd says "OK".
    const security = analyze("security", "--offline=yes", "--threshold=25", unit);
    expect([security.status, security.stderr]).toEqual([0, ""]);
  });
});

describe("deploy/systemd/rookeryctl", () => {
  test("passes arguments on as they are, with $ as systemd wants it", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "systemd-run"), '#!/bin/sh\nprintf "%s\\0" "$@"\n', { mode: 0o755 });
    const given = ["a $HOME b", "100$", 'it\'s "so" \\ $$ `id`', "", "*", "two\nlines\n"];
    const script = new URL("../deploy/systemd/rookeryctl", import.meta.url).pathname;
    const { stdout } = spawnSync("sh", [script, "ingest", ...given], {
      encoding: "utf8",
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    const [, passed = ""] = stdout.split("\0rookery\0");
    const escaped = ["ingest", ...given].map((argument) => argument.replaceAll("$", "$$$$"));
    expect(passed.split("\0").slice(0, -1)).toEqual(escaped);
  });
});

describe("deploy/docker", () => {
  test("the image builds apart from what runs, as an ordinary user, with a health check and no tag that moves", async () => {
    const lines = (await readDeploy("docker/Dockerfile")).split("\n");
    const images = lines.filter((line) => line.startsWith("FROM ")).map((line) => line.split(" ")[1]);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^node:24-\w+-slim$/);
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
    expect(last).toContain("USER node");
    expect(last.some((line) => line.startsWith("HEALTHCHECK "))).toBe(true);
    expect(last.some((line) => line.startsWith("COPY . "))).toBe(false);
  });

  test("compose runs it read-only, without capabilities, with settings that exist and secrets from outside", async () => {
    const { services: parts } = parse(await readDeploy("docker/compose.yaml"));
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(["rookery", "postgres", "s3"]));
    expect(parts.rookery).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    const known = await readFile(new URL("../README.md", import.meta.url), "utf8");
    for (const name of Object.keys(parts.rookery.environment)) expect(known, name).toContain(`\`${name}\``);
    for (const part of Object.values(parts) as { image?: string; environment?: Record<string, string> }[]) {
      if (part.image) expect(part.image).not.toMatch(/:latest$|^[^:]+$/);
      for (const [name, value] of Object.entries(part.environment ?? {}))
        if (/SECRET|PASSWORD|KEY/.test(name)) expect(value).toMatch(/^\$\{\w+:\?\}$/);
    }
  });
});
