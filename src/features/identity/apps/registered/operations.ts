import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { line, text, UnixMs } from "../../../../kernel/fields.ts";
import { base62, randomText } from "../../../../platform/random-text.ts";
import { defineOperation } from "../../services.ts";
import { isOnDevice, isRedirectAddress } from "../redirect-address.ts";
import * as store from "./store.ts";

const access = { kind: "operator" } as const;

const isHttps = (uri: string) => URL.parse(uri)?.protocol === "https:";

const RegisteredApp = z.object({
  clientId: z.string(),
  name: z.string(),
  uri: z.string().nullable(),
  redirectUris: z.array(z.string()),
  createdAt: UnixMs,
  connections: z.int().meta({ description: "How many people's connections it has." }),
});

export const registerApp = defineOperation({
  name: "registerApp",
  noun: "Operator",
  summary: "Register an app that connects by OAuth with a fixed client id",
  access,
  input: z.strictObject({
    name: line(60),
    uri: text(2000).refine(isHttps, "must be an address that starts with https://").optional(),
    redirectUris: z
      .array(
        text(2000).refine(
          isRedirectAddress,
          "must be an https:// address, an http:// address on the person's device, or a scheme of the app, without * and #",
        ),
      )
      .min(1, "must have at least one address; give --redirect")
      .max(50),
  }),
  output: RegisteredApp,
  async run({ database, clock }, { name, uri, redirectUris }) {
    const app = {
      clientId: `app_${randomText(base62, 24)}`,
      name,
      uri: uri ?? null,
      redirectUris,
      isNative: redirectUris.some(isOnDevice),
      createdAt: clock.now(),
    };
    await store.insertApp(database, app);
    return { ...app, createdAt: app.createdAt.getTime(), connections: 0 };
  },
});

export const listRegisteredApps = defineOperation({
  name: "listRegisteredApps",
  noun: "Operator",
  summary: "List the apps that were registered with 'rookery app add'",
  access,
  input: z.strictObject({}),
  output: z.array(RegisteredApp),
  run: ({ database }) => store.registeredApps(database),
});

export const removeRegisteredApp = defineOperation({
  name: "removeRegisteredApp",
  noun: "Operator",
  summary: "Remove a registered app; its connections and tokens stop at once",
  access,
  input: z.strictObject({ clientId: text(2000) }),
  output: z.object({ success: z.literal(true) }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database }, { clientId }) {
    if (!(await store.deleteApp(database, clientId))) throw fail.missing("app");
    return { success: true as const };
  },
});
