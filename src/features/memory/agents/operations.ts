import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { conversationNamed } from "../conversations/conversation-named.ts";
import { factsPage, forget, listFacts } from "../facts/operations.ts";
import { ingestMemory, remember } from "../ingest/operations.ts";
import { erasePerson } from "../lifecycle/operations/erase-user.ts";
import { forgetExchange } from "../lifecycle/operations/forget-interaction.ts";
import { isAbout } from "../reads/note-read.ts";
import { query, queryMemory } from "../recall/operations.ts";
import { encryptionHeader } from "../sealing/encryption-key.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { findByRef } from "../users/sealed-user.ts";
import { ExternalRef } from "../users/user.ts";
import { userOfAgent } from "./by-reference.ts";
import { belongsToUser } from "./store.ts";

const Person = ExternalRef.meta({
  description: "Your own, lasting id for the person.",
});

export const rememberExchange = defineOperation({
  name: "rememberExchange",
  noun: "Memory",
  summary: "Remember an exchange with a person, by your own id for them",
  description: "Creates the person and the conversation with the first exchange.",
  access: { kind: "scope", scope: "memory:write" },
  heavy: "at once",
  input: ingestMemory.input
    .omit({
      user_id: true,
      conversation_id: true,
      idempotency_key: true,
      agent_response: true,
      agent_id: true,
      run_id: true,
    })
    .extend({
      external_ref: Person,
      conversation: text(512)
        .min(1)
        .default("default")
        .meta({ description: "Your own name for the conversation." }),
      agent_response: ingestMemory.input.shape.agent_response.default(""),
    }),
  output: ingestMemory.output,
  fails: ["FORBIDDEN"],
  memory: { method: "POST", path: "/memory/remember", status: 201, headers: encryptionHeader },
  mcp: {
    tool: "memory_remember",
    title: "Remember an exchange",
    description:
      "Stores what a person said and what you answered, so that memory_recall finds it in later conversations. Facts that the " +
      "person states about themselves are extracted. Call it after each exchange that is worth keeping.",
    effect: "create",
  },
  async run(services, { external_ref, conversation, ...exchange }, caller) {
    const tenant = await callersTenant(services, caller);
    const user = await userOfAgent(services, tenant, external_ref);
    isAbout(caller, user.id);
    const secrets = { title: conversation, metadata: {}, ref: conversation };
    const conversation_id = await conversationNamed(services, tenant, user.id, secrets);
    return remember(services, tenant, { ...exchange, user_id: user.id, conversation_id });
  },
});

export const recallForPerson = defineOperation({
  name: "recallForPerson",
  noun: "Memory",
  summary: "Recall what a person said and what is known about them, by your own id for them",
  description: "The answer is that of a query. It is empty for a person whom nothing was remembered of.",
  access: { kind: "scope", scope: "memory:read" },
  heavy: "takes turns",
  input: queryMemory.input
    .omit({ user_id: true, conversation_id: true, as_of: true, filters: true, agent_id: true, run_id: true })
    .extend({ external_ref: Person, query: queryMemory.input.shape.query.unwrap() }),
  output: queryMemory.output,
  memory: { method: "POST", path: "/memory/recall", headers: encryptionHeader },
  mcp: {
    tool: "memory_recall",
    title: "Recall",
    description:
      "Finds earlier exchanges with a person that are relevant to a question, and the facts known about them. Call it before you " +
      "answer someone you may have met. `context` is one text, ready to read.",
    effect: "read",
  },
  async run(services, { external_ref, ...asked }, caller) {
    const tenant = await callersTenant(services, caller);
    const user = await findByRef(services.database, services.keychain, tenant, external_ref);
    if (!user) return { query: asked.query, memories: [], facts: [], context: "", took_ms: 0 };
    isAbout(caller, user.id);
    return query(services, tenant, { ...asked, user_id: user.id, conversation_id: undefined, filters: {} });
  },
});

export const factsOfPerson = defineOperation({
  name: "factsOfPerson",
  noun: "Facts",
  summary: "List the facts known about a person, by your own id for them",
  access: { kind: "scope", scope: "memory:read" },
  input: listFacts.input
    .omit({ user_id: true, subject: true, text: true, conversation_id: true, as_of: true })
    .extend({ external_ref: Person }),
  output: listFacts.output,
  mcp: {
    tool: "memory_facts",
    title: "Facts about a person",
    description:
      "Lists the facts known about a person: name, home, work, likes, relations, plans. Each has its source and the time from which " +
      "it is valid.",
    effect: "read",
  },
  async run(services, { external_ref, ...page }, caller) {
    const tenant = await callersTenant(services, caller);
    const user = await findByRef(services.database, services.keychain, tenant, external_ref);
    if (!user) return { facts: [], total: 0, limit: page.limit, offset: page.offset };
    isAbout(caller, user.id);
    return factsPage(services, tenant, { ...page, user_id: user.id });
  },
});

export const forgetForPerson = defineOperation({
  name: "forgetForPerson",
  noun: "Memory",
  summary: "Forget one exchange, one fact, or everything about a person",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({
    external_ref: Person,
    what: z.enum(["interaction", "fact", "everything"]),
    id: text(64).optional().meta({ description: "The interaction_id or fact_id; not with `everything`." }),
  }),
  output: z.object({ success: z.literal(true), forgotten: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  mcp: {
    tool: "memory_forget",
    title: "Forget",
    description:
      "Forgets one exchange or one fact by its id, or everything stored about a person. This cannot be undone: ask the person " +
      "before you forget everything.",
    effect: "remove",
  },
  audit: ({ what }) => ({ what }),
  async run(services, { external_ref, what, id }, caller) {
    const tenant = await callersTenant(services, caller);
    const user = await findByRef(services.database, services.keychain, tenant, external_ref);
    if (!user) throw fail.missing("user");
    isAbout(caller, user.id);
    if (what === "everything") {
      const scope = "users:write";
      if (caller.kind === "key" && !caller.key.scopes.includes(scope))
        throw fail.forbidden(`API key lacks required scope: ${scope}`);
      await erasePerson(services, tenant, user.id);
      return { success: true as const, forgotten: "everything" };
    }
    if (id === undefined) throw fail.input(`id: is required to forget one ${what}.`);
    if (!(await belongsToUser(services.database, user.id, id))) throw fail.missing(what);
    if (what === "fact") await forget(services, tenant, id);
    else await forgetExchange(services, tenant, id);
    return { success: true as const, forgotten: id };
  },
});
