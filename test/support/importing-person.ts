import { newTenant } from "./tenant.ts";

type App = Parameters<typeof newTenant>[0];

/** A person of a new tenant, with what a test of exports and imports calls. */
export async function importingPerson(app: App) {
  const tenant = await newTenant(app);
  const user = await tenant.newUser();
  const say = async ({ userId, conversationId }: typeof user, user_message: string, timestamp: string) =>
    (
      await tenant.call("POST", "/memory/ingest", {
        user_id: userId,
        conversation_id: conversationId,
        user_message,
        agent_response: "I see.",
        timestamp,
      })
    ).body.interaction_id as string;
  const facts = async (userId: string): Promise<Record<string, unknown>[]> =>
    (await tenant.call("GET", `/memory/facts?user_id=${userId}&all=true&limit=100`)).body.facts;
  const exchanges = async (userId: string): Promise<Record<string, unknown>[]> =>
    (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=100`)).body.interactions;
  const exported = async (userId: string): Promise<object[]> =>
    (await tenant.call("GET", `/users/${userId}/export`)).text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const bring = (userId: string, records: object[], format?: string) =>
    tenant.call("POST", "/memory/import", { user_id: userId, records, ...(format && { format }) });
  return { ...tenant, user, say, facts, exchanges, exported, bring };
}

/** What an import keeps of facts. */
export const shownFacts = (facts: Record<string, unknown>[]) =>
  facts.map(({ subject, attribute, value, text, confidence, valid_from, valid_to }) => ({
    subject,
    attribute,
    value,
    text,
    confidence,
    valid_from,
    valid_to,
  }));
