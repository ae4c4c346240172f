import type { FastifyReply } from "fastify";
import { htmlPage } from "../http/html.ts";

/** Instead of a page that `npm run build` makes. */
export const sendNotBuilt = (reply: FastifyReply, what: string): FastifyReply =>
  reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .send(
      htmlPage(
        "Rookery",
        `<h1>Not built yet</h1>
<p>Run <code>npm run build</code> to make ${what}, and start the server again.</p>
<nav><a href="/openapi.json">OpenAPI document</a></nav>`,
      ),
    );
