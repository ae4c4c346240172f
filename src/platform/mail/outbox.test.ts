import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";

const { app, services } = await testApp();

test("links in outbox mails are on one line, whatever their length", async () => {
  const { claimUrl } = await newAgent(app, "Überraschung");
  const long = `${claimUrl}/${"x".repeat(200)}`;
  await services.mailer.send({
    to: "ada@example.com",
    kind: "claim",
    subject: "Grüße",
    text: `Hier:\n\n${long}\n`,
  });
  const outbox = join(services.config.dataDir, "outbox");
  const mails = await Promise.all(
    (await readdir(outbox)).sort().map((name) => readFile(join(outbox, name), "utf8")),
  );
  expect(mails.join()).toContain(`\r\n${claimUrl}\r\n`);
  expect(mails.at(-1)).toContain(`\r\n\r\nHier:\r\n\r\n${long}\r\n`);
  expect(mails.at(-1)).toMatch(/^Content-Transfer-Encoding: 8bit\r$/m);
});
