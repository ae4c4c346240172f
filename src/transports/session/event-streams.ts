import { Readable } from "node:stream";
import { type Presence, stillPresent } from "../../features/identity/accounts/store.ts";
import type { MemberCaller } from "../../kernel/caller.ts";
import { Failure, fail } from "../../kernel/failure.ts";
import type { TransportServices } from "../services.ts";
import { openOrganizationChanges } from "./organization-changes.ts";

export interface EventStreams {
  /** What happens in the organization from now on, as server-sent events. Throws `RATE_LIMITED` past 20 of an account. */
  open(caller: MemberCaller): Promise<Readable>;
  /** Ends all, and takes no more. */
  close(): void;
}

// Proxies close what is silent for a minute, most of them.
const heartbeatMs = 20_000;
const reconnectMs = 1_000;
// A browser has a few pages of us open; every stream costs memory and a query at each heartbeat.
const perAccountMax = 20;
// What waits for a page that does not read. Some thousand events: it had better read everything again.
const waitingBytesMax = 1024 * 1024;

interface Stream extends Presence {
  accountId: string;
  body: Readable;
  stop?: () => void;
}

/** The streams of this process. One whose session or membership ends is ended at once: Postgres tells, heartbeats make sure. */
export function eventStreams(services: TransportServices, beatMs = heartbeatMs): EventStreams {
  const { database, clock, log } = services;
  const changes = openOrganizationChanges(database);
  const streams = new Set<Stream>();
  let listening: Promise<unknown> | undefined;
  let heart: NodeJS.Timeout | undefined;
  let closed = false;

  async function open({ account, session, organization }: MemberCaller): Promise<Readable> {
    if (closed) throw fail.unavailable();
    const ofAccount = [...streams].filter(({ accountId }) => accountId === account.id);
    if (ofAccount.length >= perAccountMax) throw tooMany();
    const body = new Readable({ read() {}, highWaterMark: waitingBytesMax });
    const stream: Stream = {
      accountId: account.id,
      sessionId: session.id,
      organizationId: organization.id,
      body,
    };
    body.once("close", () => forget(stream));
    streams.add(stream);
    heart ??= setInterval(beat, beatMs).unref();
    try {
      listening ??= database.listen("departures", {
        onMessage: (accountId) => void check((of) => of.accountId === accountId),
        onState: (state) => state === "up" && void check(() => true),
      });
      await listening;
      stream.stop = await changes.watch(organization.id, ({ event, data }) =>
        send(stream, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      if (!streams.has(stream)) stream.stop(); // closed meanwhile
      send(stream, `retry: ${reconnectMs}\n\n`);
      await check((of) => of === stream); // it may have ended since the request was let in
      return body;
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  function send({ body }: Stream, text: string) {
    if (body.readableLength + text.length > waitingBytesMax) body.destroy();
    else body.push(text);
  }

  function beat() {
    for (const stream of streams) if (stream.body.readableLength === 0) send(stream, ":\n\n");
    void check(() => true);
  }

  async function check(which: (stream: Stream) => boolean) {
    const checked = [...streams].filter(which);
    if (checked.length === 0) return;
    try {
      const present = await stillPresent(database, checked, clock.now());
      for (const [i, stream] of checked.entries()) if (!present[i] && streams.has(stream)) end(stream);
    } catch (err) {
      log.warn({ err }, "live streams could not be checked; the next heartbeat tries again");
    }
  }

  function end(stream: Stream) {
    forget(stream);
    if (stream.body.readableLength > 0) stream.body.destroy();
    else stream.body.push(null);
  }

  function forget(stream: Stream) {
    streams.delete(stream);
    stream.stop?.();
    if (streams.size > 0) return;
    clearInterval(heart);
    heart = undefined;
  }

  return {
    open,
    close() {
      closed = true;
      for (const { body } of streams) body.destroy();
    },
  };
}

const tooMany = () =>
  new Failure(
    "RATE_LIMITED",
    `An account has at most ${perAccountMax} pages open that are kept up to date. Close one.`,
    {
      retryAfterSeconds: 30,
    },
  );
