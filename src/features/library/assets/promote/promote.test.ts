import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { drawnPdf, picture } from "../../../../../test/support/files.ts";
import { jobsDone } from "../../../../../test/support/jobs.ts";

const july = { "api-version": "2026-07-08" };
const { app, database } = await testApp({ config: { rateLimitPerMinute: 10_000 }, workers: true });
const agent = await newAgent(app);

interface Family {
  id: string;
  variantId: string;
  asset(): Promise<Record<string, never>>;
  promote(variantId?: string): ReturnType<typeof agent.request>;
}

/** An asset with a file under it, both ready. */
async function family(original: Buffer, variant: Buffer, names = ["beach.png", "crop.png"]): Promise<Family> {
  const [name = "", under = ""] = names;
  const { id } = (await agent.upload({ [name]: original })).data.assets[0];
  const added = (await agent.upload({ [under]: variant }, { parentId: id })).data.assets[0];
  const path = `${agent.library}/assets/${id}`;
  await jobsDone(database, "process_asset");
  return {
    id,
    variantId: added.id,
    asset: async () => (await agent.request("GET", path, undefined, july)).data,
    promote: (variantId = added.id) => agent.request("POST", `${path}/promote`, { variantId }),
  };
}

const bytesAt = async (url: string, headers = {}) => {
  const { pathname } = new URL(url);
  return app.inject({ method: "GET", url: pathname, headers });
};

test("the asset shows the variant at its own id and link, and the variant shows what the asset showed", async () => {
  const [wide, tall] = [await picture("plum", 900, 300), await picture("gold", 300, 900)];
  const { id, variantId, asset, promote } = await family(wide, tall);
  const path = `${agent.library}/assets`;
  await agent.request("POST", `${path}/tag`, { assetIds: [id], tags: ["sea"] });
  await agent.request("PATCH", `${path}/${id}/description`, { description: "Dusk" });
  const before = (await asset()) as never as Record<string, unknown> & {
    url: string;
    variants: { url: string }[];
  };
  const etag = (await bytesAt(before.url)).headers.etag as string;

  const promoted = await promote();
  expect(promoted.status).toBe(200);
  const now = (await asset()) as never as typeof before & { sizes: Record<string, string> };
  expect(promoted.data).toEqual(now);
  for (const kept of ["id", "url", "name", "tags", "description", "approval", "created"])
    expect(now[kept], kept).toEqual(before[kept]);
  expect(now).toMatchObject({ width: 300, height: 900, filename: "beach.png", type: "main" });
  expect(now.variants).toMatchObject([
    { id: variantId, width: 900, height: 300, name: "beach", type: "variant" },
  ]);

  const served = await bytesAt(now.url, { "if-none-match": etag });
  expect([served.statusCode, served.headers.etag !== etag]).toEqual([200, true]);
  expect(Object.values(now.sizes)).not.toEqual(Object.values(before.sizes as object));
  expect((await bytesAt(now.sizes["400"] as string)).statusCode).toBe(200);
  expect((await bytesAt(now.variants[0]?.url as string)).statusCode).toBe(200);

  // Twice is as if never.
  await promote();
  expect(await asset()).toMatchObject({ width: 900, height: 300, filename: "beach.png" });
});

test("a document can take the place of a picture, and the name keeps up with it", async () => {
  const { asset, promote } = await family(await picture(), drawnPdf, ["plan.png", "plan-2.pdf"]);
  expect((await promote()).status).toBe(200);
  await jobsDone(database, "process_asset");
  const now = (await asset()) as never as {
    contentType: string;
    filename: string;
    sizes: Record<string, string>;
  };
  expect(now).toMatchObject({ contentType: "application/pdf", filename: "plan.pdf", name: "plan" });
  expect((await bytesAt(now.sizes["400"] as string)).statusCode).toBe(200);
});

test("only a file under this asset can be promoted", async () => {
  const [one, other] = [
    await family(await picture(), await picture("red")),
    await family(await picture(), await picture("blue")),
  ];
  for (const variantId of [other.variantId, other.id, one.id, "AAAAAAAAAAA"]) {
    const { status, error } = await one.promote(variantId);
    expect([status, error.code]).toEqual([404, "NOT_FOUND"]);
  }
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [one.variantId] });
  expect((await one.promote()).error.code).toBe("NOT_FOUND");
});

test("both versions answer the newest shape", async () => {
  const { promote } = await family(await picture(), await picture("red"));
  for (const headers of [july, {}]) {
    const { data } = await promote();
    expect(data, JSON.stringify(headers)).toHaveProperty("variants");
    expect(data).not.toHaveProperty("views");
  }
});
