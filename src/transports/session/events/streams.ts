import { Readable } from "node:stream";
import { type Presence, stillPresent } from "../../../features/identity/accounts/store.ts";
import type { MemberCaller } from "../../../kernel/caller.ts";
import { Failure, fail } from "../../../kernel/failure.ts";
import { writerOf } from "../../../kernel/read-your-writes.ts";
import type { KernelServices } from "../../../kernel/services.ts";
import type { OperationServices } from "../../http/services.ts";
import { openOrganizationChanges } from "./organization-changes.ts";

export type StreamServices = Pick<KernelServices, "database" | "clock" | "log"> &
  Pick<OperationServices, "replica">;

export interface EventStreams {
  /**
   * The organization's changes from now on, as server-sent events. Throws `RATE_LIMITED` above 20 streams per account.
   */
  open(caller: MemberCaller): Promise<Readable>;
  /** Ends all streams and opens no more. */
  close(): void;
}

// Most proxies close connections that are silent for a minute.
const heartbeatMs = 20_000;
const reconnectMs = 1_000;
// A browser has a few pages open. Every stream costs memory, and a query at each heartbeat.
const perAccountMax = 20;
// The buffer for a slow page: some thousand events, after which reloading is faster.
const waitingBytesMax = 1024 * 1024;

interface Stream extends Presence {
  accountId: string;
  body: Readable;
  /** Resolves when everything before was sent. */
  told: Promise<void>;
  isGone?: true;
  stop?: () => void;
}

/**
 * The streams of this process. A stream ends as soon as its session or membership ends; heartbeats check that again.
 */
export function eventStreams(services: StreamServices, beatMs = heartbeatMs): EventStreams {
  const { database, clock, log, replica } = services;
  const changes = openOrganizationChanges(database);
  const streams = new Set<Stream>();
  let listening: Promise<unknown> | undefined;
  let heart: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function open(caller: MemberCaller): Promise<Readable> {
    if (isClosed) throw fail.unavailable();
    const ofAccount = [...streams].filter(({ accountId }) => accountId === caller.account.id);
    if (ofAccount.length >= perAccountMax) throw tooMany();
    const stream = streamOf(caller);
    add(stream);
    try {
      listening ??= listen();
      await listening;
      stream.stop = await changes.watch(stream.organizationId, ({ event, data }) =>
        tell(replica, stream, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      if (!streams.has(stream)) stream.stop(); // closed meanwhile
      send(stream, `retry: ${reconnectMs}\n\n`);
      await endAbsent((other) => other === stream); // the session may have ended since the access check
      return stream.body;
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
  }

  function add(stream: Stream) {
    stream.body.once("close", () => remove(stream));
    streams.add(stream);
    heart ??= setInterval(beat, beatMs).unref();
  }

  const listen = () =>
    database.listen("departures", {
      onMessage: (accountId) => void endAbsent((stream) => stream.accountId === accountId),
      onState: (state) => state === "up" && void endAbsent(() => true),
    });

  function beat() {
    for (const stream of streams) if (stream.body.readableLength === 0) send(stream, ":\n\n");
    void endAbsent(() => true);
  }

  /** Ends those of the matching streams whose session or membership has ended. */
  async function endAbsent(matches: (stream: Stream) => boolean) {
    const checked = [...streams].filter(matches);
    if (checked.length === 0) return;
    try {
      const present = await stillPresent(database, checked, clock.now());
      for (const [i, stream] of checked.entries()) if (!present[i] && streams.has(stream)) end(stream);
    } catch (err) {
      log.warn({ err }, "live streams could not be checked; the next heartbeat tries again");
    }
  }

  function end(stream: Stream) {
    remove(stream);
    if (stream.body.readableLength > 0) stream.body.destroy();
    else stream.body.push(null);
  }

  function remove(stream: Stream) {
    streams.delete(stream);
    stream.isGone = true;
    stream.stop?.();
    if (streams.size > 0) return;
    clearInterval(heart);
    heart = undefined;
  }

  return {
    open,
    close() {
      isClosed = true;
      for (const { body } of streams) body.destroy();
    },
  };
}

const streamOf = ({ account, session, organization }: MemberCaller): Stream => ({
  accountId: account.id,
  sessionId: session.id,
  organizationId: organization.id,
  told: Promise.resolve(),
  body: new Readable({ read() {}, highWaterMark: waitingBytesMax }),
});

/** Sends a change. The page reads it then, and must not be answered by a replica that does not have it yet. */
function tell(replica: StreamServices["replica"], stream: Stream, text: string) {
  if (!replica) return send(stream, text);
  stream.told = stream.told
    .then(() => replica.wrote([writerOf(stream.accountId)]))
    .then(() => void (stream.isGone || send(stream, text)));
}

/** Sends text to a page, or closes its stream when its buffer is full. */
function send({ body }: Stream, text: string) {
  if (body.readableLength + text.length > waitingBytesMax) body.destroy();
  else body.push(text);
}

const tooMany = () =>
  new Failure("RATE_LIMITED", `An account can have at most ${perAccountMax} live pages open. Close one.`, {
    retryAfterSeconds: 30,
  });
