import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import type { Json } from "../../../test/support/json.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";

// Stands in for the public command line of Raster, which is not on npm: the requests that its commands send, with the same
// headers, parameters and bodies, and the fields of answers that it reads. It has no OAuth before 2026-07-08.
const port = await freePort();
const baseUrl = `http://localhost:${port}`;
const { app } = await testApp({ config: { publicUrl: baseUrl, cdnUrl: `${baseUrl}/cdn` } });
await app.listen({ port, host: "localhost" });

/** `openapi-fetch` with the headers that the program sets on every request. */
async function sent(key: string | null, method: string, path: string, body?: Json | FormData): Promise<Json> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      "Api-Version": "2026-05-20",
      ...(key !== null && { Authorization: `Bearer ${key}` }),
      ...(body !== undefined && !isForm && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}

/** `raster orgs create`, and what later commands learn with `GET /me`. */
async function started() {
  const created = await sent(null, "POST", "/libraries", { email: "ada@example.com", name: "Barcelona" });
  expect(created.data).toMatchObject({ emailSent: expect.any(Boolean), expiresAt: expect.any(String) });
  const key: string = created.data.apiKey;
  const { data: me } = await sent(key, "GET", "/me");
  expect(me).toMatchObject({ organizationName: null, plan: null, libraries: ["barcelona"] });
  const organization = `/organizations/${me.organizationId}`;
  return { key, organization, library: `${organization}/libraries/${me.libraries[0]}` };
}

/** `raster assets upload`: batches of 20 as `files`, with a type by the file's extension. */
async function upload(key: string, library: string, names: string[]): Promise<Json> {
  const form = new FormData();
  for (const [i, name] of names.entries()) {
    const bytes = new Uint8Array(await picture("teal", i + 1));
    form.append("files", new Blob([bytes], { type: "image/png" }), name);
  }
  return sent(key, "POST", `${library}/assets`, form);
}

test("every command of the public command line works", async () => {
  const { key, organization, library } = await started();
  const { data: uploaded } = await upload(key, library, ["beach.png", "dune.png"]);
  const [{ id }, { id: other }] = uploaded.assets;
  expect(uploaded.assets.map(({ name }: Json) => name)).toEqual(["beach", "dune"]);

  const tag = { assetIds: [id], tags: ["sea", "sand"] };
  expect((await sent(key, "POST", `${library}/assets/tag`, tag)).data).toEqual({ taggedCount: 2 });
  const untag = { assetIds: [id], tags: ["sand"] };
  expect((await sent(key, "POST", `${library}/assets/untag`, untag)).data).toEqual({ untaggedCount: 1 });
  expect((await sent(key, "GET", `${library}/tags?limit=10`)).data).toMatchObject([
    { id: "sea", count: 1, type: "user" },
  ]);
  const description = { description: "An empty beach" };
  const described = await sent(key, "PATCH", `${library}/assets/${id}/description`, description);
  expect(described.data).toEqual({ assetId: id, ...description });

  const listed = await sent(key, "GET", `${library}/assets?page=1&pageSize=20&tags=sea,sky`);
  expect(listed.data).toMatchObject([{ id, contentType: "image/png", tags: ["sea"] }]);
  const found = await sent(key, "GET", `${organization}/search/assets?q=beach&libraries=barcelona&page=1`);
  expect(found.data).toMatchObject({
    found: 1,
    page: 1,
    hits: [{ id, name: "beach", libraryId: "barcelona" }],
  });

  // `raster assets download` opens the link without headers.
  const { data: asset } = await sent(key, "GET", `${library}/assets/${id}`);
  expect((await (await fetch(asset.url)).arrayBuffer()).byteLength).toBe(asset.size);
  const deleted = await sent(key, "DELETE", `${library}/assets`, { ids: [other] });
  expect(deleted.data).toMatchObject({ success: true, ids: [other] });
  const renamed = await sent(key, "PATCH", library, { name: "Lisbon" });
  expect(renamed.data).toMatchObject({ id: "barcelona", name: "Lisbon" });
  expect((await sent(key, "GET", `${organization}/libraries?page=1`)).data).toMatchObject([
    { id: "barcelona" },
  ]);
});

test("its failures have the statuses by which it chooses an exit code", async () => {
  const { key, organization, library } = await started();
  const assets = `${library}/assets`;
  const cases: [status: number, answer: Promise<Json>][] = [
    [401, sent("pk_wrong", "GET", "/me")],
    [404, sent(key, "GET", `${assets}/AAAAAAAAAA1`)],
    [404, sent(key, "GET", `${organization}/libraries/nowhere/assets`)],
    [400, sent(key, "GET", `${assets}?pageSize=501`)],
    [400, sent(key, "POST", assets, new FormData())],
    [400, sent(key, "POST", `${organization}/libraries`, { name: "Second" })],
  ];
  for (const [status, asking] of cases) {
    const answer = await asking;
    expect([answer.status, answer.error]).toEqual([
      status,
      { code: expect.any(String), message: expect.any(String) },
    ]);
  }
});
