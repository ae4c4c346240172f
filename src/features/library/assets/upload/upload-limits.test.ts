import { expect, test, vi } from "vitest";
import { agentOf, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { pdf } from "../../../../../test/support/files.ts";
import { newKey, newOrganization, operate } from "../../../../../test/support/operator.ts";
import { stored } from "../../../../../test/support/stored.ts";
import { slowUpload } from "../../../../../test/support/transports/slow-upload.ts";
import { limitOrganization } from "../../../identity/organizations/operations/limit.ts";
import { removeOrganization } from "../../../identity/organizations/remove.ts";
import { organizationRowId } from "../../../identity/slugs/store.ts";

const MB = 1024 * 1024;
const { app, services, database } = await testApp({ config: { unclaimedStorageBytesMax: 3 * MB } });
const origin = await app.listen();
const large = Buffer.concat([pdf, Buffer.alloc(MB - pdf.length, " ")]);

test("an unclaimed organization can use its storage limit to the byte, including the trash", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "1.pdf": large, "2.pdf": large, "3.pdf": large });
  expect(data.assets).toHaveLength(3);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [data.assets[0].id] });

  const before = await stored(services);
  const { status, error } = await agent.upload({ "4.pdf": pdf });
  expect([status, error.code]).toEqual([403, "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"]);
  expect(error.message).toContain("3 MB");
  expect(await stored(services)).toEqual(before);
});

test("a claimed organization has the operator's limit, and a higher one lets the upload through", async () => {
  const organizationId = await newOrganization(services, ["gallery"]);
  const { apiKey } = await newKey(services, organizationId, { gallery: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "gallery", apiKey });
  await operate(services, limitOrganization, { organizationId, storageMbMax: 1 });
  expect((await agent.upload({ "1.pdf": large })).status).toBe(200);
  const refused = await agent.upload({ "2.pdf": pdf });
  expect([refused.status, refused.error.code]).toEqual([403, "STORAGE_LIMIT_EXCEEDED"]);
  await operate(services, limitOrganization, { organizationId });
  expect((await agent.upload({ "2.pdf": large, "3.pdf": large, "4.pdf": large })).status).toBe(200);
});

test("two simultaneous uploads cannot both use the last free storage", async () => {
  const agent = await newAgent(app);
  await agent.upload({ "1.pdf": large, "2.pdf": large });
  const answers = await Promise.all(
    ["3.pdf", "4.pdf", "5.pdf"].map((name) => agent.upload({ [name]: large })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
});

test("an unfinished upload is refused as soon as its bytes do not fit, and leaves nothing", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const upload = slowUpload(origin, agent);
  for (const name of ["1.pdf", "2.pdf", "3.pdf"]) {
    upload.file(name);
    upload.bytes(large);
  }
  upload.file("4.pdf");
  upload.bytes(pdf);
  const { status, error } = await upload.answer; // though the body has not ended
  expect([status, error.code]).toEqual([403, "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"]);
  upload.hangUp();
  await vi.waitFor(async () => expect(await stored(services)).toEqual(before));
});

test("running uploads of one organization share its limit, and release their bytes when they end", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const [first, second] = [slowUpload(origin, agent), slowUpload(origin, agent)];
  for (const name of ["1.pdf", "2.pdf"]) {
    first.file(name);
    first.bytes(large);
  }
  first.file("3.pdf");
  await vi.waitFor(
    async () => expect((await stored(services)).blobs).toHaveLength(before.blobs.length + 2),
    10_000,
  );
  second.file("4.pdf");
  second.bytes(large);
  second.file("5.pdf");
  second.bytes(pdf);
  expect(await second.answer).toMatchObject({
    status: 403,
    error: { code: "EPHEMERAL_STORAGE_LIMIT_EXCEEDED" },
  });
  second.hangUp();
  first.hangUp();
  await vi.waitFor(async () => expect(await stored(services)).toEqual(before), 10_000);
  expect((await agent.upload({ "6.pdf": large, "7.pdf": large, "8.pdf": large })).status).toBe(200);
});

test("an upload that has just committed is not counted twice against the next", async () => {
  const agent = await newAgent(app);
  const organization = (await organizationRowId(database, agent.organizationId)) as number;
  const committed = await services.stagedBytes.open(database, organization);
  await agent.upload({ "1.pdf": large, "2.pdf": large });
  committed.take(2 * MB); // as that upload is between its commit and its answer
  const next = await services.stagedBytes.open(database, organization);
  next.take(MB);
  expect(() => next.take(1)).toThrow("3 MB");
  for (const staging of [committed, next]) staging.end();
});

test("an upload whose organization is removed meanwhile fails and leaves nothing", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const upload = slowUpload(origin, agent);
  upload.file("1.pdf");
  upload.bytes(pdf);
  await vi.waitFor(async () => expect((await stored(services)).staging).toHaveLength(1));
  await removeOrganization(services, {
    organizationId: (await organizationRowId(database, agent.organizationId)) as number,
  });
  upload.end();
  const { status, error } = await upload.answer;
  expect([status, error.code]).toEqual([404, "ORGANIZATION_NOT_FOUND"]);
  expect(await stored(services)).toEqual(before);
});
