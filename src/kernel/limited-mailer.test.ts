import { expect, test } from "vitest";
import { testApp } from "../../test/support/app.ts";
import { mailsTo } from "../../test/support/browser.ts";

const { services, clock } = await testApp({ config: { mailsPerHour: 5 } });
const mail = (to: string, byStranger: boolean) =>
  services.mailer.send({ to, kind: "sign-in", byStranger, subject: "x", text: "x" });

test("the server sends no more mails an hour than the setting, and strangers do not use up all of them", async () => {
  const hourMs = 3_600_000;
  clock.advance(hourMs - (clock.now().getTime() % hourMs));
  const outcomes = [];
  for (let i = 0; i < 6; i++) outcomes.push(await mail("stranger@example.com", true));
  expect(outcomes).toEqual([...Array(4).fill("kept"), "failed", "failed"]);
  expect(await mail("person@example.com", false)).toBe("kept");
  expect(await mail("person@example.com", false)).toBe("failed");
  expect(await mailsTo(services, "stranger@example.com")).toHaveLength(4);
  clock.advance(hourMs);
  expect(await mail("person@example.com", false)).toBe("kept");
});
