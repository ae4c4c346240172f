import { expect, test } from "vitest";
import { newTeam } from "../../../test/support/team.ts";
import { secrets } from "./cli.ts";
import { cliServer } from "./cli-server.ts";

const { app, services, server, newPerson } = await cliServer();

test("an exchange of standard input ends at a line feed, and at no other character", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const scopes = ["memory:read", "memory:write", "users:read", "users:write", "conversations:write"];
  const { data } = await owner.call("createKey", { organizationId, name: "Memory", libraries: {}, scopes });
  secrets.add(data.apiKey);
  const { run, runWith } = await newPerson({ ROOKERY_URL: server, ROOKERY_KEY: data.apiKey });
  const said = ["I live in\u2028Lisbon.", "I sing in\u2029a choir.", "I sail\u0085on Sundays."];
  const lines = said.map((user_message) => JSON.stringify({ user_message }));
  // As Windows ends lines, and without an end after the last one.
  const { code, stderr, json } = await runWith(
    lines.join("\r\n"),
    "memory",
    "ingest",
    "--user",
    "ada",
    "--json",
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(json).toHaveLength(3);
  const recalled = await run("memory", "recall", "--user", "ada", "Lisbon", "--json");
  const messages = recalled.json[0].memories.map(
    ({ user_message }: { user_message: string }) => user_message,
  );
  expect(messages).toContain(said[0]);
});
