import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { line, text, UnixMs } from "../../../kernel/fields.ts";
import { Role } from "../../../kernel/role.ts";
import { defineOperation, type IdentityServices } from "../services.ts";
import * as store from "./store.ts";

const Account = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  hasChosenName: z.boolean().meta({ description: "False while the name is a part of the email address." }),
  organizations: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), plan: z.string().nullable(), role: Role }),
  ),
  invitations: z
    .array(
      z.object({
        id: z.string(),
        organizationName: z.string(),
        role: Role,
        invitedBy: z.string().nullable(),
        expiresAt: UnixMs,
      }),
    )
    .meta({ description: "Pending invitations of this account." }),
  unclaimed: z
    .array(z.object({ name: z.string(), expiresAt: UnixMs }))
    .meta({ description: "What agents started for this address and nobody has claimed yet." }),
  connectsApps: z.boolean().meta({ description: "Whether apps can connect to this server by OAuth." }),
  fileBytesMax: z.number().meta({ description: "The largest file that this server accepts." }),
});

export const getAccount = defineOperation({
  name: "getAccount",
  noun: "Account",
  summary: "Get the signed-in account, its organizations and invitations",
  access: { kind: "account" },
  input: z.strictObject({}),
  output: Account,
  run: (services, _input, { account }) => accountOf(services, account.id),
});

export const renameAccount = defineOperation({
  name: "renameAccount",
  noun: "Account",
  summary: "Change your display name",
  access: { kind: "account" },
  input: z.strictObject({ name: line(100).refine((name) => name.trim() !== "", "must not be blank") }),
  output: Account,
  async run(services, { name }, { account }) {
    await store.renameAccount(services.database, account.id, name.trim());
    return accountOf(services, account.id);
  },
});

async function accountOf(
  { database, clock, config }: IdentityServices,
  id: string,
): Promise<z.output<typeof Account>> {
  return {
    ...(await store.account(database, id, clock.now())),
    connectsApps: config.mcpOAuth,
    fileBytesMax: config.fileBytesMax,
  };
}

export const listSessions = defineOperation({
  name: "listSessions",
  noun: "Account",
  summary: "List the sessions of your account",
  access: { kind: "account" },
  input: z.strictObject({}),
  output: z.array(
    z.object({
      id: z.string(),
      current: z.boolean().meta({ description: "Whether this is the session of the request." }),
      userAgent: z.string().nullable(),
      ipAddress: z.string().nullable(),
      createdAt: UnixMs,
      lastUsedAt: UnixMs.meta({ description: "Rounded to the day." }),
    }),
  ),
  async run({ database }, _input, { account, session }) {
    const sessions = await store.sessionsOf(database, account.id);
    return sessions.map((one) => ({ ...one, current: one.id === session.id }));
  },
});

export const revokeSession = defineOperation({
  name: "revokeSession",
  noun: "Account",
  summary: "End another session of your account; takes effect immediately",
  access: { kind: "account" },
  input: z.strictObject({ sessionId: text(100) }),
  output: z.object({ success: z.literal(true) }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database }, { sessionId }, { account }) {
    if (!(await store.endSession(database, account.id, sessionId))) throw fail.missing("session");
    return { success: true as const };
  },
});

export const revokeOtherSessions = defineOperation({
  name: "revokeOtherSessions",
  noun: "Account",
  summary: "Sign out of all other sessions",
  access: { kind: "account" },
  input: z.strictObject({}),
  output: z.object({ revoked: z.int() }),
  async run({ database }, _input, { account, session }) {
    return { revoked: await store.endOtherSessions(database, account.id, session.id) };
  },
});
