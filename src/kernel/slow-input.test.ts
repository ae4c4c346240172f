import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { agentOf, firstVersion } from "../../test/support/agent.ts";
import { testApp } from "../../test/support/app.ts";
import { type Browser, signedIn } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { stored } from "../../test/support/stored.ts";
import { newTeam } from "../../test/support/team.ts";

const { app, services, clock } = await testApp();
const png = await picture();
const team = await newTeam(app, services);
const { organizationId, owner } = team;
const library = { organizationId, libraryId: "pictures" };

const disposition = `--slow\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n`;
const begin = Buffer.concat([Buffer.from(disposition), png.subarray(0, 99)]);
const rest = Buffer.concat([png.subarray(99), Buffer.from("\r\n--slow--\r\n")]);
const multipart = { "content-type": "multipart/form-data; boundary=slow" };

/** A body that pauses while its file is being staged, runs `then`, and lets time pass. */
const pausing = (first: Buffer, then: () => Promise<unknown>, second: Buffer) =>
  Readable.from(
    (async function* () {
      yield first;
      await vi.waitFor(async () => expect((await stored(services)).staging).toHaveLength(1));
      await then();
      clock.advance(1_001);
      yield second;
    })(),
  );

const slowUpload = ({ cookies }: Browser, then: () => Promise<unknown>) =>
  app.inject({
    method: "POST",
    url: `/api/app/uploadAssets?organizationId=${organizationId}&libraryId=pictures`,
    headers: {
      ...multipart,
      origin: "http://localhost:3000",
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
    payload: pausing(begin, then, rest),
  });

test("an upload fails when its session ends before the upload does", async () => {
  const before = await stored(services);
  const elsewhere = await signedIn(app, services, team.emails.editor);
  const answer = await slowUpload(elsewhere, () => team.editor.call("revokeOtherSessions"));
  expect(answer.json().error.code).toBe("UNAUTHENTICATED");
  expect(await stored(services)).toEqual(before);
});

test("a slow upload succeeds while its session is live", async () => {
  const answer = await slowUpload(team.editor, async () => {});
  expect(answer.json().data.assets).toHaveLength(1);
});

test("an upload fails when its member becomes a viewer before it ends", async () => {
  const before = await stored(services);
  const { editor, accountIds } = team;
  const demote = () =>
    owner.call("changeMemberRole", { organizationId, accountId: accountIds.editor, role: "viewer" });
  const answer = await slowUpload(editor, demote);
  expect(answer.json().error.code).toBe("FORBIDDEN");
  expect(await stored(services)).toEqual(before);
});

test.each(["/organizations", "/uploads"])(
  "an upload to %s fails when its key loses write access before it ends",
  async (route) => {
    const before = await stored(services);
    const { data } = await owner.call("createKey", {
      organizationId,
      name: "test",
      libraries: { pictures: "write" },
    });
    const agent = agentOf(app, { ...library, apiKey: data.apiKey });
    const narrow = () => owner.call("grantKey", { organizationId, keyId: data.id, libraries: {} });
    const upload = await agent.request("POST", `${agent.library}/uploads`, { filename: "a.png" });
    const answer = await app.inject(
      route === "/uploads"
        ? {
            method: "PUT",
            url: new URL(upload.data.uploadUrl).pathname,
            headers: { "content-length": String(png.length) },
            payload: pausing(png.subarray(0, 9), narrow, png.subarray(9)),
          }
        : {
            method: "POST",
            url: `${agent.library}/assets`,
            headers: {
              ...multipart,
              "api-version": firstVersion,
              authorization: `Bearer ${data.apiKey}`,
            },
            payload: pausing(begin, narrow, rest),
          },
    );
    expect(answer.json().error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
    expect(await stored(services)).toEqual(before);
  },
);
