import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

/** What goes wrong with a request or its answer. */
export type Fault =
  | "error"
  | "slow down"
  | "cut request"
  | "lost answer"
  | "cut answer"
  | "silence"
  | "damaged request"
  | "damaged answer";

export interface Seen {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingMessage["headers"];
}

export interface S3Proxy {
  endpoint: string;
  /** Decides for each request what goes wrong. */
  faults: (seen: Seen) => Fault | undefined | Promise<undefined>;
  /** All requests so far. */
  seen: Seen[];
  close(): Promise<void>;
}

/**
 * A proxy in front of an S3 server that adds what the server lacks and Amazon's has: it takes a body only whole and with the
 * right checksum, it writes an object at once, and it knows `If-Match` and empty
 * objects.
 */
export async function openS3Proxy(port: number, ownPort = 0): Promise<S3Proxy> {
  const inTurn = turns();
  const server = createServer((asked, answer) => {
    const seen = { method: asked.method ?? "", path: asked.url ?? "", headers: asked.headers };
    proxy.seen.push(seen);
    pass(asked, answer, seen).catch(() => answer.destroy());
  });

  async function pass(asked: IncomingMessage, answer: ServerResponse, seen: Seen): Promise<void> {
    const fault = await proxy.faults(seen);
    if (fault === "cut request") return cutRequest(asked);
    const body = await buffer(asked);
    if (fault === "silence") return;
    if (fault === "error") return refuse(answer, 500, "InternalError");
    if (fault === "slow down") return refuse(answer, 503, "SlowDown");
    if (fault === "damaged request") damage(body);
    const md5 = asked.headers["content-md5"];
    if (md5 !== undefined && md5Of(body) !== md5) return refuse(answer, 400, "BadDigest");
    const path = asked.url?.split("?")[0] ?? "";
    await inTurn(path, async () => {
      const reply = await forward(port, asked, body);
      sendReply(answer, asked, reply, fault);
    });
  }

  server.listen(ownPort, "127.0.0.1");
  await once(server, "listening");
  const proxy: S3Proxy = {
    endpoint: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    faults: () => undefined,
    seen: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

interface Reply {
  status: number;
  headers: IncomingMessage["headers"];
  content: Buffer;
}

async function forward(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Reply> {
  const call = request({ host: "127.0.0.1", port, method, path: url, headers });
  call.end(body);
  const [reply] = (await once(call, "response")) as [IncomingMessage];
  if (!reply.headers["content-range"]?.endsWith("/0"))
    return { status: reply.statusCode ?? 500, headers: reply.headers, content: await buffer(reply) };
  // A part of an empty object: the server says one byte, and sends none.
  reply.destroy();
  return { status: 416, headers: {}, content: Buffer.from(errorBody("InvalidRange")) };
}

function sendReply(answer: ServerResponse, asked: IncomingMessage, reply: Reply, fault?: Fault): void {
  const { status, headers, content } = reply;
  const ifMatch = asked.headers["if-match"];
  if (ifMatch !== undefined && ifMatch !== headers.etag) {
    refuse(answer, 412, "PreconditionFailed");
  } else if (fault === "lost answer") {
    answer.destroy();
  } else {
    if (fault === "damaged answer") damage(content);
    answer.writeHead(status, headers);
    if (fault === "cut answer")
      answer.write(content.subarray(0, content.length >> 1), () => answer.destroy());
    else answer.end(content);
  }
}

/** Ends the connection in the middle of the body. */
function cutRequest(asked: IncomingMessage): void {
  if (asked.headers["content-length"] === undefined) asked.destroy();
  else asked.once("data", () => asked.destroy());
}

function damage(bytes: Buffer): void {
  if (bytes.length > 0) bytes[bytes.length >> 1] = 255 - (bytes[bytes.length >> 1] ?? 0);
}

const md5Of = (body: Buffer) => createHash("md5").update(body).digest("base64");

function refuse(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { "content-type": "application/xml" });
  answer.end(errorBody(code));
}

const errorBody = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>As the test asked</Message></Error>`;

/** Runs work on the same thing one after the other. */
function turns() {
  const last = new Map<string, Promise<void>>();
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const mine = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(work);
    last.set(name, mine);
    return mine;
  };
}
