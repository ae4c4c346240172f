import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { text } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { App } from "../app.ts";
import { grantedScopes } from "../granted-scopes.ts";
import { shownApp } from "../shown-app.ts";
import { awaitingConsent, client, confirmConnection } from "../store.ts";
import { storedUserCode } from "./codes.ts";
import * as store from "./store.ts";

const UserCode = text(20).meta({ description: "The code that the device shows.", examples: ["WDJB-MJHT"] });

// For typos. Guessing one of 25 thousand million codes within ten minutes takes far more.
const triesMax = 20;

const tries = (accountId: string) => [
  { bucket: `device code ${accountId}`, max: triesMax, windowSeconds: 600 },
];

export const getDeviceRequest = defineOperation({
  name: "getDeviceRequest",
  noun: "Apps",
  summary: "Get the app on a device that shows a code",
  access: { kind: "account" },
  input: z.strictObject({ userCode: UserCode }),
  output: App.extend({
    scopes: z.array(z.string()).meta({ description: "The OAuth scopes that the app asks for." }),
  }),
  limits: (_input, { account }) => tries(account.id),
  async run({ database, clock }, { userCode }) {
    const waiting = await store.waitingDevice(database, storedUserCode(userCode), clock.now());
    const app = waiting && (await client(database, waiting.clientId));
    if (!app) throw codeUnknown();
    return { ...shownApp(app), scopes: waiting.scopes };
  },
});

export const decideOnDevice = defineOperation({
  name: "decideOnDevice",
  noun: "Apps",
  summary: "Let the app on a device connect, or refuse it",
  access: { kind: "account" },
  input: z.strictObject({
    userCode: UserCode,
    connectionId: text(64).nullable().meta({ description: "The answer of `connectApp`; null to refuse." }),
  }),
  output: z.object({ success: z.literal(true) }),
  fails: ["RESOURCE_NOT_FOUND"],
  limits: (_input, { account }) => tries(account.id),
  async run({ database, clock }, { userCode, connectionId }, { account }) {
    const now = clock.now();
    const userSha256 = storedUserCode(userCode);
    if (connectionId === null) {
      if (!(await store.refuseDevice(database, userSha256, now))) throw codeUnknown();
      return { success: true as const };
    }
    await database.transaction(async (tx) => {
      const waiting = await store.waitingDevice(tx, userSha256, now);
      if (!waiting) throw codeUnknown();
      const connection = { id: connectionId, accountId: account.id, clientId: waiting.clientId };
      const reach = await awaitingConsent(tx, connection, now);
      if (!reach) throw fail.missing("app");
      const scopes = grantedScopes(waiting.scopes, reach) ?? waiting.scopes;
      const allowed = { accountId: account.id, connectionId, scopes };
      if (!(await store.allowDevice(tx, userSha256, allowed, now))) throw codeUnknown();
      await confirmConnection(tx, connectionId);
    });
    return { success: true as const };
  },
});

const codeUnknown = () =>
  fail.input("This code is not valid or has expired. Check it on your device, or start again there.");
