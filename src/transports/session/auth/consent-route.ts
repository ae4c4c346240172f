import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import { authHeaders, liveSession } from "../../../features/identity/accounts/session.ts";
import { grantedScopes } from "../../../features/identity/apps/granted-scopes.ts";
import { consentingTo } from "../../../features/identity/apps/provider.ts";
import { awaitingConsent, confirmConnection } from "../../../features/identity/apps/store.ts";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import type { SessionServices } from "../services.ts";
import { read } from "./read.ts";

const Decision = z.discriminatedUnion("accept", [
  z.strictObject({ accept: z.literal(false), request: text(8000) }),
  z.strictObject({ accept: z.literal(true), request: text(8000), connectionId: text(64) }),
]);

type ConsentServices = Pick<SessionServices, "auth" | "config" | "database" | "clock" | "log">;

/**
 * What a person decides about an app's request: `request` is that of the consent page's query, `connectionId` the answer of
 * `connectApp`. Answers where the browser goes next.
 */
export function consentRoute(app: FastifyInstance, services: ConsentServices): void {
  if (!services.config.mcpOAuth) return;
  app.post(`${authPrefix}/consent`, async (request, reply) => {
    const headers = authHeaders(request.headers, request.ip);
    const { session, cookies } = await liveSession(services, headers);
    if (!session) throw fail.signedOut();
    const decision = await read(request, Decision);
    const scope = decision.accept ? await scopeOf(services, session.account.id, decision) : undefined;
    if (cookies.length > 0) reply.header("set-cookie", cookies);
    const to = await decide(services, headers, decision, scope);
    if (decision.accept) await confirmConnection(services.database, decision.connectionId);
    return { data: { to } };
  });
}

const unpacked = (request: string): string => Buffer.from(request, "base64url").toString();

/** The scopes of the request that the person allows: those that the connection covers. */
async function scopeOf(
  { database, clock }: ConsentServices,
  accountId: string,
  { connectionId, request }: { connectionId: string; request: string },
): Promise<string | undefined> {
  const query = new URLSearchParams(unpacked(request));
  const connection = { id: connectionId, accountId, clientId: query.get("client_id") ?? "" };
  const reach = await awaitingConsent(database, connection, clock.now());
  if (!reach) throw fail.missing("app");
  return grantedScopes(query.get("scope")?.split(" ") ?? [], reach)?.join(" ");
}

async function decide(
  { auth, config }: ConsentServices,
  headers: Headers,
  decision: z.output<typeof Decision>,
  scope: string | undefined,
): Promise<string> {
  headers.set("content-type", "application/json");
  headers.set("accept", "application/json");
  const body = JSON.stringify({
    accept: decision.accept,
    oauth_query: unpacked(decision.request),
    ...(scope !== undefined && { scope }),
  });
  const url = new URL(`${authPrefix}/oauth2/consent`, config.publicUrl);
  const run = () => auth.handler(new Request(url, { method: "POST", headers, body }));
  const answer = await (decision.accept ? consentingTo(decision.connectionId, run) : run());
  if (answer.status === 503) throw fail.unavailable();
  if (answer.status >= 500) throw new Error("better-auth failed");
  const { url: to } = (await answer.json()) as { url?: string };
  if (!answer.ok || !to) throw fail.input("The app's request has expired. Connect again from the app.");
  return to;
}
