import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type ClaimState, claimState } from "../../features/library/onboarding/claim-state.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Config } from "../../platform/config.ts";
import { sendDocument } from "../http/cached-document.ts";
import type { BuiltApp } from "./built.ts";
import { webAppFiles } from "./files.ts";
import { libraryAddress } from "./library-address.ts";
import { startPage } from "./start-page.ts";

// Paths that the app routes itself. None is a path of an API.
const pages = [
  "/",
  "/sign-in",
  "/sign-in/:token",
  "/signed-in",
  "/invitations/:invitationId",
  "/name",
  "/authorize",
  "/authorize/sign-in",
  "/device",
  "/account",
  "/app",
  "/app/*",
];

const claimStatus: Record<ClaimState["state"], number> = {
  waiting: 200,
  claimed: 410,
  unknown: 404,
  expired: 404,
};

/** The web app: its page at each of its paths, and the files that built pages load. `taken`: see `libraryAddress`. */
export async function webAppRoutes(
  app: FastifyInstance,
  services: LibraryServices,
  shown: BuiltApp | undefined,
  taken: ReadonlySet<string>,
): Promise<void> {
  const policy = policyOf(services.config, shown ? "'self'" : "'unsafe-inline'");
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": policy, "referrer-policy": "no-referrer" });
  });

  const notBuilt = startPage(services.config);
  for (const url of pages) {
    app.get(url, (request, reply) =>
      shown ? sendDocument(request, reply, shown.page, 0) : sendFresh(reply, notBuilt),
    );
  }
  // The status is for programs, the page for people.
  app.get<{ Params: { token: string } }>("/claim/:token", async (request, reply) => {
    const { state } = await claimState(services, request.params.token);
    return sendFresh(reply.code(claimStatus[state]), shown?.page.bytes ?? notBuilt);
  });

  // An unknown path: browsers get the app's page, programs the usual error.
  const unknown = (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.headers.accept?.includes("text/html")) return reply.callNotFound();
    return sendFresh(reply.code(404), shown?.page.bytes ?? notBuilt);
  };
  app.get("/*", unknown);
  libraryAddress(app, taken, unknown);

  if (shown) await webAppFiles(app, shown.files);
}

const sendFresh = (reply: FastifyReply, page: string | Buffer): FastifyReply =>
  reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);

/** Allows scripts and styles of this server only. Inline styles are for the page shown if the app is not built. */
function policyOf({ cdnUrl }: Config, styles: "'self'" | "'unsafe-inline'"): string {
  const cdn = new URL(cdnUrl).origin;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    `img-src 'self' data: blob: ${cdn}`,
    `media-src 'self' ${cdn}`,
    // PDFs, in the browser's viewer.
    "object-src 'self'",
    "frame-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
