import { expect, test, vi } from "vitest";
import { newAgent } from "../testing/agent.ts";
import { testApp } from "../testing/app.ts";
import { picture } from "../testing/files.ts";

const { app } = await testApp({ workers: true });

test("a claim link shows the pictures that wait, and the page may load nothing but images", async () => {
  const agent = await newAgent(app, "Barcelona <3");
  const { data } = await agent.upload({ "a&b.png": await picture() });
  const asset = await vi.waitFor(async () => {
    const got = await agent.get(`${agent.library}/assets/${data.assets[0].id}`);
    expect(got.data.status).toBe("ready");
    return got.data;
  }, 10_000);
  const { statusCode, payload, headers } = await app.inject({
    method: "GET",
    url: new URL(agent.claimUrl).pathname,
  });
  expect(statusCode).toBe(200);
  expect(payload).toContain("Barcelona &lt;3");
  expect(payload).toContain(`<img src="${asset.thumbHighUrl}" alt="a&amp;b">`);
  expect(headers["content-security-policy"]).toMatch(
    /default-src 'none'; img-src data: 'self' http:\/\/localhost:3000;/,
  );
});
