import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { programs, startHaproxy } from "./support/processes/proxies.ts";

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Answers every client with its name. To the check of postgres.cfg it answers as PostgreSQL does. */
const member = (name: string, isPrimary: () => boolean): Promise<number> =>
  listening(
    createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (hello) => {
        if (!hello.includes("rookery")) return void socket.write(name);
        socket.write(Buffer.from("5200000008000000005a0000000549", "hex"));
        socket.once("data", (query) => {
          expect(query.toString()).toContain("show transaction_read_only");
          const value = isPrimary() ? "off" : "on";
          const row = Buffer.from([0x44, 0, 0, 0, 10 + value.length, 0, 1, 0, 0, 0, value.length]);
          socket.end(Buffer.concat([row, Buffer.from(value)]));
        });
      });
    }),
  );

/** Patroni's answer to the question whether its server is the primary. */
const patroni = (isPrimary: () => boolean): Promise<number> =>
  listening(
    createHttpServer((request, response) =>
      response.writeHead(request.url === "/primary" && isPrimary() ? 200 : 503).end(),
    ),
  );

/** Connects through HAProxy until this member answers. Returns the connection. */
const connectionTo = (name: string, port: number) =>
  vi.waitFor(async () => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write("hello");
    const answer = await Promise.race([once(socket, "data"), once(socket, "close")]);
    if (String(answer[0]) !== name) socket.destroy();
    expect(String(answer[0])).toBe(name);
    return socket;
  }, 15_000);

describe.runIf(programs.haproxy).each(["postgres.cfg", "patroni.cfg"])("deploy/haproxy/%s", (file) => {
  test("leads to the primary, and closes connections to a server that no longer is", async () => {
    let primary = "one";
    const names = ["one", "two"] as const;
    const ports = await Promise.all(names.map((name) => member(name, () => primary === name)));
    const checks = await Promise.all(names.map((name) => patroni(() => primary === name)));
    const port = await startHaproxy(
      file,
      names.map((_, at) => {
        const address = `10.0.0.${at + 1}:5432`;
        return file === "patroni.cfg"
          ? [`${address} check port 8008`, `127.0.0.1:${ports[at]} check port ${checks[at]}`]
          : [address, `127.0.0.1:${ports[at]}`];
      }),
    );
    const held = await connectionTo("one", port);
    const closed = once(held, "close");
    primary = "two";
    await closed;
    (await connectionTo("two", port)).destroy();
  });
});
