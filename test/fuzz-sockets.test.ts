import { connect } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";

const runs = Number(process.env.FUZZ_RUNS ?? 300);
const { app } = await testApp();
const port = Number(new URL(await app.listen()).port);
const agent = await newAgent(app);
const head = "Host: localhost\r\nApi-Version: 2026-05-20\r\n";
const post = `POST ${agent.library}/assets/tag HTTP/1.1\r\n${head}Authorization: Bearer ${agent.apiKey}\r\n`;

/** Everything that the server answers to these bytes until the connection closes. */
function exchange(bytes: string, weEnd = true): Promise<string> {
  return new Promise((resolve) => {
    const answers: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes, "latin1");
      if (weEnd) socket.end();
    });
    socket.on("data", (chunk) => answers.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(answers).toString("latin1")));
  });
}
const statuses = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

test.each([
  ["not HTTP", "hello\r\n\r\n"],
  ["another protocol's greeting", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"],
  ["an unknown HTTP version", "GET / HTTP/9.9\r\n\r\n"],
  ["a space in the path", `GET /a b HTTP/1.1\r\n${head}\r\n`],
  ["NUL in a header", `GET / HTTP/1.1\r\n${head}X: a\0b\r\n\r\n`],
  ["a header without a name", `GET / HTTP/1.1\r\n${head}: x\r\n\r\n`],
  ["a space before the colon", `GET / HTTP/1.1\r\n${head}Content-Length : 5\r\n\r\nhello`],
  ["two lengths", `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`],
  [
    "Content-Length together with chunks",
    `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /me HTTP/1.1\r\n${head}\r\n`,
  ],
  ["chunked twice over", `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`],
  ["an unknown transfer coding", `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
  ["a negative length", `${post}Content-Length: -1\r\n\r\n`],
  ["a length that is not a number", `${post}Content-Length: five\r\n\r\nhello`],
  ["a chunk size that is not a number", `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`],
  ["no Host", "GET /me HTTP/1.1\r\nApi-Version: 2026-05-20\r\n\r\n"],
])("%s is refused with 400, and the bytes after it are not read as a request", async (_, bytes) => {
  const answer = await exchange(bytes);
  expect(statuses(answer)).toEqual([400]);
  expect((await agent.get("/me")).status).toBe(200);
});

test("headers above 16 kB are refused", async () => {
  expect(statuses(await exchange(`GET / HTTP/1.1\r\n${head}X: ${"x".repeat(40_000)}\r\n\r\n`))).toEqual([
    431,
  ]);
});

test("pipelined requests are answered separately and in order", async () => {
  const me = `GET /me HTTP/1.1\r\n${head}Authorization: Bearer ${agent.apiKey}\r\n`;
  const refused = `${post}Content-Length: 2\r\n\r\n{}`;
  const answer = await exchange(`${me}\r\n${refused}${me}Connection: close\r\n\r\n`, false);
  expect(statuses(answer)).toEqual([200, 400, 200]);
});

test(
  "no bytes crash the server",
  async () => {
    const line = fc.constantFrom(
      ...[
        "GET / HTTP/1.1\r\n",
        post,
        head,
        "Content-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close\r\n",
      ],
      ...[
        "\r\n",
        "5\r\nhello\r\n",
        "0\r\n\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        "Expect: 100-continue\r\n",
        "Expect: x\r\n",
      ],
      ...[
        "CONNECT localhost:1 HTTP/1.1\r\n",
        "OPTIONS * HTTP/1.1\r\n",
        "GET http://other/me HTTP/1.1\r\n",
        "QUERY /me HTTP/1.1\r\n",
      ],
      ...["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0", "\xff"],
    );
    const bytes = fc.array(fc.oneof({ weight: 6, arbitrary: line }, fc.string()), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(bytes, async (lines) => {
        for (const status of statuses(await exchange(lines.join("")))) expect(status).toBeLessThan(500);
      }),
      { numRuns: runs },
    );
    expect((await agent.get("/me")).status).toBe(200);
  },
  30_000 + runs * 50,
);
