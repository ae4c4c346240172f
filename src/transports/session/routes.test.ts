import { expect, test } from "vitest";
import { multipart } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newTeam } from "../../../test/support/team.ts";

const { app, services } = await testApp();
const { organizationId, editor, viewer } = await newTeam(app, services);

test("an upload by a person names them as the uploader", async () => {
  const { body, contentType } = multipart({ "a.png": await picture() });
  const path = `/api/app/uploadAssets?organizationId=${organizationId}&libraryId=pictures&uploadedBy=Somebody`;
  const { status, data } = await editor.post(path, body, { "content-type": contentType });
  expect(status).toBe(200);
  expect(data.assets).toMatchObject([{ name: "a", uploadedBy: { name: "editor" } }]);
});

test("memory is read and written by members, in the organization that the query names", async () => {
  const { data: user } = await editor.call(`createUser?organizationId=${organizationId}`, {
    display_name: "Ada",
  });
  const users = await viewer.call(`listUsers?organizationId=${organizationId}`);
  expect(users.text).toContain(user.user_id);
  const lines = await viewer.call(`exportUser?organizationId=${organizationId}`, { user_id: user.user_id });
  expect(lines.headers["content-type"]).toContain("application/x-ndjson");
  expect(JSON.parse(lines.text.split("\n")[0] as string)).toMatchObject({
    type: "user",
    display_name: "Ada",
  });
});
