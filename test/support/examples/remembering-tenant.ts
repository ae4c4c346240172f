import type { FastifyInstance } from "fastify";
import { newTenant, type TestTenant } from "../tenant.ts";

/** A tenant with a webhook and a user, of whom three exchanges are flushed and one is buffered. */
export async function rememberingTenant(
  app: FastifyInstance,
): Promise<{ tenant: TestTenant; userId: string; conversationId: string }> {
  const tenant = await newTenant(app, {
    webhook_url: "https://example.com/hook",
    webhook_events: ["fact.created"],
  });
  const { userId, conversationId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, { external_ref: "ada", display_name: "Ada" });
  for (const said of ["My bicycle is called Rosinante.", "I live in Lisbon.", "I like almonds."])
    await tenant.ingest(userId, conversationId, said);
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  await tenant.ingest(userId, conversationId, "I bought a bell for Rosinante, my bicycle.");
  return { tenant, userId, conversationId };
}

/** Forgets what the user likes. */
export async function forgetAlmonds({ call }: TestTenant, userId: string): Promise<void> {
  const { facts } = (await call("GET", `/memory/facts?user_id=${userId}`)).body;
  const almonds = facts.find(({ value }: { value: string }) => value.includes("almonds"));
  const { status, text } = await call("DELETE", `/memory/facts/${almonds.fact_id}`);
  if (status !== 200) throw new Error(text);
}
