import type { FastifyInstance, FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { isLines } from "./ndjson.ts";

/** How long a body may take. */
export interface BodyPace {
  /** Time for a slow start, and for a pause later on: what arrives early buys no more than this. */
  freeMs: number;
  bytesPerSecondMin: number;
  deadlineMs: number;
}

/** Bodies that are held in memory: 32 MB arrive in ten minutes over a megabit per second. */
const heldPace: BodyPace = { freeMs: 30_000, bytesPerSecondMin: 16 * 1024, deadlineMs: 600_000 };
/** Files stream to the disk, and are swept from there after a day. */
const uploadPace: BodyPace = { freeMs: 120_000, bytesPerSecondMin: 1024, deadlineMs: 86_400_000 };
/** Lines are stored while they arrive: the server takes hours for many of them, and holds little at a time. */
const linesPace: BodyPace = { ...heldPace, deadlineMs: 86_400_000 };
const lookEveryMs = 5_000;

/**
 * Ends requests whose body drips or stops: held open, they cost memory and a connection each. The route says whether it
 * takes uploads, since a caller may name any `Content-Type`.
 */
export function refuseSlowBodies(
  app: FastifyInstance,
  paces = { held: heldPace, upload: uploadPace, lines: linesPace, lookEveryMs },
): void {
  app.addHook("onRequest", (request, reply, done) => {
    done();
    if (!hasBody(request)) return;
    const { raw } = request;
    const isLate = lateness(paces[kindOf(request)], {
      bytesRead: () => raw.socket.bytesRead,
      hasUnread: () => raw.readableLength > 0,
    });
    const timer = setInterval(() => {
      if (raw.complete || raw.destroyed || reply.sent) return clearInterval(timer);
      if (!isLate()) return;
      clearInterval(timer);
      reply.header("connection", "close").send(fail.input("The body arrived too slowly. Send it again."));
    }, paces.lookEveryMs).unref();
    raw.once("close", () => clearInterval(timer));
    raw.once("end", () => clearInterval(timer));
  });
}

/** Whether a request announces a body. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;

function kindOf(request: FastifyRequest): "held" | "upload" | "lines" {
  const takes = request.routeOptions.config?.upload;
  if (takes === "lines") return isLines(request) ? "lines" : "held";
  if (takes === "multipart")
    return request.headers["content-type"]?.startsWith("multipart/") ? "upload" : "held";
  return takes === "bytes" ? "upload" : "held";
}

/** Answers, each time it is asked, whether a body has fallen behind its pace. Time in which the server reads nothing is free. */
function lateness(
  pace: BodyPace,
  { bytesRead, hasUnread }: { bytesRead(): number; hasUnread(): boolean },
): () => boolean {
  const startedAt = performance.now();
  let lookedAt = startedAt;
  let seen = bytesRead();
  let leftMs = pace.freeMs;
  return () => {
    const [now, bytes] = [performance.now(), bytesRead()];
    const boughtMs = ((bytes - seen) / pace.bytesPerSecondMin) * 1000;
    leftMs = Math.min(pace.freeMs, leftMs + boughtMs);
    if (!hasUnread()) leftMs -= now - lookedAt;
    lookedAt = now;
    seen = bytes;
    return leftMs < 0 || now - startedAt > pace.deadlineMs;
  };
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The body is a file, or may be multipart with files or records, one a line: it may take longer. */
    upload?: "bytes" | "multipart" | "lines";
  }
}
