import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { sendReminder } from "../../features/identity/claims/clean-up.ts";

/** A real mail server, which refuses mails while `refusing` is set. */
async function mailServer() {
  const mails: string[] = [];
  const state = { refusing: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(state.refusing ? new Error("Not now") : undefined),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return { mails, state, server, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

const smtp = await mailServer();
const { app, services, database } = await testApp({ config: { smtpUrl: smtp.url } });

test("an accepted mail is reported as sent and has the claim link", async () => {
  const agent = await newAgent(app);
  expect(
    smtp.mails
      .at(-1)
      ?.replace(/=\r?\n/g, "")
      .replaceAll("=3D", "="),
  ).toContain(agent.claimUrl);
});

test("a start succeeds when the mail server refuses or is down, and the answer says so", async () => {
  smtp.state.refusing = true;
  onTestFinished(() => {
    smtp.state.refusing = false;
  });
  const headers = { "api-version": "2026-05-20" };
  const start = (email: string) =>
    app.inject({ method: "POST", url: "/libraries", headers, payload: { email } });
  const answer = (await start("refused@example.com")).json();
  expect(answer.data).toMatchObject({ emailSent: false, apiKey: expect.any(String) });
});

test("a reminder that could not be sent fails its job, so that it is retried", async () => {
  await newAgent(app);
  const { id } = await database.one<{ id: number }>({
    name: "",
    text: "select id from organizations order by id desc limit 1",
    values: [],
  });
  smtp.state.refusing = true;
  await expect(sendReminder(services, { organizationId: id, days: 7 })).rejects.toThrow("refused a reminder");
  smtp.state.refusing = false;
  const before = smtp.mails.length;
  await sendReminder(services, { organizationId: id, days: 7 });
  expect(smtp.mails).toHaveLength(before + 1);
  smtp.server.close();
});
