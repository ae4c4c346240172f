import type { AddressInfo } from "node:net";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { processAsset } from "../src/features/library/assets/process/process.ts";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { certificate } from "./support/processes/certificate.ts";
import { programs, startNginx } from "./support/processes/proxies.ts";

const { app, services, clock } = await testApp({ config: { trustProxy: ["127.0.0.1"] } });
const trusting = new Agent({ connect: { ca: certificate.cert } });
afterAll(() => trusting.close());
beforeAll(async () => void (await app.listen({ port: 0, host: "127.0.0.1" })));
const upstream = () => `127.0.0.1:${(app.server.address() as AddressInfo).port}`;

describe.runIf(programs.nginx)("the cache of deploy/nginx/rookery.conf", () => {
  /** Asks until the answer is this one, and then many times at once: each must be the same. */
  async function expectNoneButThen(url: string, status: number): Promise<void> {
    const ask = async () => (await fetch(url, { dispatcher: trusting })).status;
    await vi.waitFor(async () => expect(await ask()).toBe(status), 10_000);
    const together = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(together)).toEqual(new Set([status]));
  }
  const throughNginx = (origin: string, url: string) => `${origin}${url.slice(new URL(url).origin.length)}`;
  const cacheStatus = async (url: string) =>
    (await fetch(url, { dispatcher: trusting })).headers.get("x-cache-status");

  test("a link that expires is answered from the cache until then, and never after", async () => {
    const origin = await startNginx(upstream());
    const agent = await newAgent(app);
    const [{ id }] = (await agent.upload({ "a.png": await picture() })).data.assets;
    const { data } = await agent.request("POST", `${agent.library}/assets/${id}/link`, {
      query: "w=100",
      expiresInSeconds: 3600,
    });
    const url = throughNginx(origin, data.url);
    expect([await cacheStatus(url), await cacheStatus(url)]).toEqual(["MISS", "HIT"]);
    // Of another size, whose copy in the cache ends with the link.
    const { data: late } = await agent.request("POST", `${agent.library}/assets/${id}/link`, {
      query: "w=200",
      expiresInSeconds: 3600,
    });
    clock.advance(3_597_000);
    const ending = throughNginx(origin, late.url);
    expect(await cacheStatus(ending)).toBe("MISS");
    clock.advance(3_000);
    await expectNoneButThen(ending, 403);
  });

  test("a picture whose library has become private is not served from the cache", async () => {
    const origin = await startNginx(upstream(), "1s");
    const agent = await newAgent(app);
    const [{ id }] = (await agent.upload({ "a.png": await picture() })).data.assets;
    await processAsset(services, { assetId: id }, { isLast: true });
    const asset = async () => (await agent.get(`${agent.library}/assets/${id}`)).data;
    const { thumbUrl } = await asset();
    const open = throughNginx(origin, thumbUrl);
    expect(await cacheStatus(open)).toBe("MISS");
    // The copy lasts for a second, which may pass before the next request.
    await vi.waitFor(async () => expect(await cacheStatus(open)).toBe("HIT"), 10_000);
    await agent.request("PUT", `${agent.library}/privacy`, { private: true });
    await expectNoneButThen(open, 404);
    const signed = throughNginx(origin, (await asset()).thumbUrl);
    for (let i = 0; i < 2; i++) {
      const answer = await fetch(signed, { dispatcher: trusting });
      expect([answer.status, answer.headers.get("x-cache-status")]).toEqual([200, "BYPASS"]);
    }
  });
});
