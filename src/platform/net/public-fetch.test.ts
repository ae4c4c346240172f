import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { buffer } from "node:stream/consumers";
import tls from "node:tls";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { count } from "../../../test/support/counts.ts";
import { certificate } from "../../../test/support/processes/certificate.ts";
import { FetchRefused, type FetchRules, FetchTimedOut, publicFetch } from "./public-fetch.ts";

const couldNot = "The file could not be downloaded. Use a direct link that anyone can open.";

/** Starts a server on this machine and returns `127.0.0.1:<port>`. */
async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const web = (listener: RequestListener) => listening(createServer(listener));

const get = (url: string, rules: Partial<FetchRules> = {}) => {
  count("SSRF tries");
  return publicFetch({ allowedHosts: [], ...rules }).get(url);
};
const reason = (fetching: Promise<unknown>) =>
  fetching.then(
    () => "fetched",
    (error) => error.message,
  );

test("a file is fetched from an allowed host", async () => {
  const host = await web((_request, response) => {
    response.setHeader("content-disposition", 'attachment; filename="a.png"').end("bytes");
  });
  const { body, url, contentDisposition } = await get(`http://${host}/a`, { allowedHosts: [host] });
  expect(await buffer(body)).toEqual(Buffer.from("bytes"));
  expect(url.href).toBe(`http://${host}/a`);
  expect(contentDisposition).toBe('attachment; filename="a.png"');
});

test.each([
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://2130706433/",
  "http://169.254.169.254/latest/meta-data/",
])("%s is refused without details of what is there", async (url) => {
  expect(await reason(get(url))).toBe(couldNot);
});

test("a name is resolved once, and the connection uses the checked address", async () => {
  const host = await web((_request, response) => void response.end("inside"));
  const port = host.split(":")[1];
  const answers = ["127.0.0.1", "127.0.0.2"]; // nobody listens at the second
  const lookup = async () => [{ address: answers.shift() as string, family: 4 }];
  const { body } = await get(`http://rebound.test:${port}/`, {
    allowedHosts: [`rebound.test:${port}`],
    resolvers: { system: lookup },
  });
  expect(await buffer(body)).toEqual(Buffer.from("inside"));
  expect(answers).toEqual(["127.0.0.2"]);
});

test("localhost can be an allowed host", async () => {
  const host = await web((_request, response) => void response.end("inside"));
  const local = `localhost:${host.split(":")[1]}`;
  const { body } = await get(`http://${local}/`, { allowedHosts: [local] });
  expect(await buffer(body)).toEqual(Buffer.from("inside"));
  expect(await reason(get(`http://${local}/`))).toBe(couldNot);
});

test("every redirect is checked like the first URL", async () => {
  const inside = await web((_request, response) => void response.end("secret"));
  const outside = await web(
    (_request, response) => void response.writeHead(302, { location: `http://${inside}/` }).end(),
  );
  expect(await reason(get(`http://${outside}/`, { allowedHosts: [outside] }))).toBe(couldNot);
  const both = await get(`http://${outside}/`, { allowedHosts: [outside, inside] });
  expect(await buffer(both.body)).toEqual(Buffer.from("secret"));
});

test.each([
  [5, "fetched"],
  [6, couldNot],
])("%i redirects are %s", async (redirects, outcome) => {
  const host = await web((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end("there");
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  expect(await reason(get(`http://${host}/${redirects}`, { allowedHosts: [host] }))).toBe(outcome);
});

test("a redirect from https to http is refused, and one from http to https is followed", async () => {
  const trusted = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...trusted, certificate.cert]);
  onTestFinished(() => tls.setDefaultCACertificates(trusted));
  const plain = await web((request, response) => {
    if (request.url === "/up") response.writeHead(301, { location: `https://${secure}/end` }).end();
    else response.end("plain");
  });
  const secure = await listening(
    createTlsServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      if (request.url === "/down") response.writeHead(301, { location: `http://${plain}/` }).end();
      else response.end("secure");
    }),
  );
  const rules = { allowedHosts: [plain, secure] };
  expect(await buffer((await get(`http://${plain}/up`, rules)).body)).toEqual(Buffer.from("secure"));
  expect(await reason(get(`https://${secure}/down`, rules))).toBe(couldNot);
});

test.each([
  ["ftp://example.com/a", "The URL must start with http:// or https://."],
  ["file:///etc/passwd", "The URL must start with http:// or https://."],
  ["data:text/plain,a", "The URL must start with http:// or https://."],
  ["not an address", "The URL must start with http:// or https://."],
  ["http://user:password@example.com/", "The URL must not contain a user name or password."],
])("%s is refused: %s", async (url, message) => {
  expect(await reason(get(url))).toBe(message);
});

test("a redirect to another protocol or with a password is refused", async () => {
  const targets = ["file:///etc/passwd", "gopher://127.0.0.1/", "http://user:password@example.com/"];
  const host = await web((request, response) => {
    response.writeHead(302, { location: targets[Number(request.url?.slice(1))] }).end();
  });
  for (const i of targets.keys())
    await expect(get(`http://${host}/${i}`, { allowedHosts: [host] })).rejects.toThrow(FetchRefused);
});

test("all failures give the same error, whatever answers", async () => {
  const answers: RequestListener[] = [
    (_request, response) => void response.writeHead(401).end(),
    (_request, response) => void response.writeHead(404).end("nothing here"),
    (_request, response) => void response.writeHead(500).end(),
    (_request, response) => void response.writeHead(204).end(),
    (_request, response) => void response.writeHead(304).end(),
    (request) => void request.socket.destroy(),
    (_request, response) => void response.writeHead(200, { "x-long": "x".repeat(20_000) }).end(),
    (_request, response) =>
      void response
        .writeHead(200, Object.fromEntries([...Array(2000).keys()].map((i) => [`x-${i}`, "many"])))
        .end(),
    (_request, response) =>
      void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a file that was packed")),
  ];
  for (const answer of answers) {
    const host = await web(answer);
    expect(await reason(get(`http://${host}/`, { allowedHosts: [host] })), String(answer)).toBe(couldNot);
  }
  expect(await reason(get("http://127.0.0.1:1/", { allowedHosts: ["127.0.0.1:1"] }))).toBe(couldNot);
});

test("a server that accepts the connection and never answers times out", async () => {
  const host = await listening(createTcpServer(() => {}));
  const rules = { allowedHosts: [host], timeouts: { headersMs: 50 } };
  expect(await reason(get(`http://${host}/`, rules))).toBe(couldNot);
});

test("a name server that never answers times out", async () => {
  const lookup = (_hostname: string, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  expect(
    await reason(get("http://example.com/", { resolvers: { public: lookup }, timeouts: { totalMs: 50 } })),
  ).toBe(couldNot);
});

test.each([
  ["stalls", { idleMs: 50 }],
  ["drips for longer than a file may take", { totalMs: 100 }],
])("a body that %s ends in an error", async (_, timeouts) => {
  const host = await web((_request, response) => {
    const dripping = setInterval(() => response.write("x"), "totalMs" in timeouts ? 5 : 60_000);
    response.write("x");
    response.on("close", () => clearInterval(dripping));
  });
  const { body } = await get(`http://${host}/`, { allowedHosts: [host], timeouts });
  await expect(buffer(body)).rejects.toThrow();
});

test("destroying a body closes its connection", async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const host = await web((_request, response) => {
    response.write("x");
    response.on("close", resolve);
  });
  const { body } = await get(`http://${host}/`, { allowedHosts: [host] });
  body.destroy();
  await closed;
});

test("a POST sends its headers and follows no redirect", async () => {
  const received: unknown[] = [];
  const host = await web(async (request, response) => {
    received.push([request.url, request.headers["x-mark"], String(await buffer(request))]);
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  const status = await publicFetch({ allowedHosts: [host] }).post(`http://${host}/hook`, "{}", {
    "x-mark": "1",
  });
  expect([status, received]).toEqual([307, [["/hook", "1", "{}"]]]);
  await expect(publicFetch({ allowedHosts: [] }).post(`http://${host}/hook`, "{}", {})).rejects.toThrow(
    couldNot,
  );
});

test("a POST without an answer in time throws FetchTimedOut", async () => {
  const host = await listening(createTcpServer(() => {}));
  const posting = publicFetch({ allowedHosts: [host] }).post(`http://${host}/`, "{}", {}, 50);
  await expect(posting).rejects.toThrow(FetchTimedOut);
});
