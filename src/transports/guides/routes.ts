import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { baseStyle } from "../http/base-style.ts";
import { type CachedDocument, cachedDocument, forever, sendDocument } from "../http/cached-document.ts";
import { once } from "../http/once.ts";
import type { HttpServices } from "../http/services.ts";
import { contentsPage, type Frame, guidePage, resultsPage } from "./page.ts";
import { readGuides } from "./read-guides.ts";
import { render } from "./render.ts";
import { guideSearch } from "./search.ts";

// As other documents of this server: a new version is soon seen.
const maxAgeSeconds = 300;
const queryMax = 100;

/** `/guides`: the pages of `docs/` for people, as Markdown for programs, all in one file, and a search. No page has a script. */
export async function guideRoutes(
  app: FastifyInstance,
  { config }: Pick<HttpServices, "config">,
): Promise<void> {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": policy, "referrer-policy": "no-referrer" });
  });
  const style = await cachedDocument("text/css", await styles());
  app.get("/guides/-/guides.css", (request, reply) => sendDocument(request, reply, style, forever));

  const guides = await readGuides(config.publicUrl);
  const frame: Frame = { guides, version: style.etag.replace(/\W/g, "") };
  const all = guides.map(({ markdown }) => markdown.trim()).join("\n\n---\n\n");
  const rendered = once(() => new Map(guides.map((guide) => [guide.slug, render(guide)])));
  const search = once(() => guideSearch([...rendered().values()].flatMap(({ sections }) => sections)));

  serve("/guides", "text/html", () => contentsPage(frame));
  serve("/llms-full.txt", "text/plain", () => `${all}\n`);
  for (const guide of guides) {
    const path = `/guides/${guide.slug}`;
    const html = document("text/html", () =>
      guidePage(frame, guide, rendered().get(guide.slug) as ReturnType<typeof render>),
    );
    const markdown = document("text/markdown", () => guide.markdown);
    app.get(path, async (request, reply) => {
      reply.header("vary", "Accept");
      return send(request, reply, await (wantsMarkdown(request) ? markdown() : html()));
    });
    app.get(`${path}.md`, async (request, reply) => send(request, reply, await markdown()));
  }
  app.get<{ Querystring: { q?: string | string[] } }>("/guides/search", (request, reply) => {
    const query = [request.query.q ?? ""].flat().join(" ").slice(0, queryMax).toWellFormed().trim();
    return reply
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(resultsPage(frame, query, query === "" ? [] : search()(query)));
  });

  function serve(path: string, type: string, text: () => string): void {
    const made = document(type, text);
    app.get(path, async (request, reply) => send(request, reply, await made()));
  }
}

async function styles(): Promise<string> {
  const read = (name: string) => readFile(join(import.meta.dirname, name), "utf8");
  return [baseStyle, await read("frame.css"), await read("text.css")].join("");
}

const send = (request: FastifyRequest, reply: FastifyReply, document: CachedDocument) =>
  sendDocument(request, reply, document, maxAgeSeconds);

/** Made on the first request, since most servers' guides are rarely read. */
const document = (type: string, text: () => string) => once(() => cachedDocument(type, text()));

const wantsMarkdown = ({ headers }: FastifyRequest): boolean =>
  /\btext\/markdown\b/.test(headers.accept ?? "") && !/\btext\/html\b/.test(headers.accept ?? "");

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
