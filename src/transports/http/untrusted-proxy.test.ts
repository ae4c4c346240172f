import Fastify from "fastify";
import { pino } from "pino";
import { expect, test } from "vitest";
import { readConfig } from "../../platform/config.ts";
import { warnOfUntrustedProxy } from "./untrusted-proxy.ts";

type Line = { level: number; msg: string; proxy: string };

/** An app with these settings, and its log. */
function proxied(settings: Record<string, string> = {}) {
  const lines: Line[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = Fastify();
  warnOfUntrustedProxy(app, { config: readConfig(settings), log });
  app.get("/", () => "");
  const from = (remoteAddress: string, headers = {}) => app.inject({ url: "/", remoteAddress, headers });
  return { lines, from };
}
const forwarded = { "x-forwarded-for": "203.0.113.7" };

test.each([
  ["172.17.0.1", "172.17.0.1"],
  ["10.0.0.4", "10.0.0.4"],
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:192.168.1.2", "192.168.1.2"],
  ["fd00::5", "fd00::5"],
])("an untrusted proxy at %s is logged once, with the setting to trust it", async (address, proxy) => {
  const { lines, from } = proxied();
  await from(address, forwarded);
  await from(address, forwarded);
  expect(lines).toMatchObject([{ level: 40, proxy, msg: expect.stringContaining(`TRUST_PROXY=${proxy} `) }]);
});

test("requests without the header, from the internet or with a trusted proxy log nothing", async () => {
  const untrusting = proxied();
  await untrusting.from("172.17.0.1");
  await untrusting.from("198.51.100.9", forwarded);
  expect(untrusting.lines).toEqual([]);
  const trusting = proxied({ TRUST_PROXY: "172.17.0.1" });
  await trusting.from("172.17.0.1", forwarded);
  expect(trusting.lines).toEqual([]);
});
