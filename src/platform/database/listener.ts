import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export type ListenState = "up" | "down";

export type Subscription = {
  onMessage(payload: string): void;
  /**
   * "down": messages are missed from now on, so caches that depend on them are invalid.
   * "up": listening (again). Messages in between were missed, so start with an empty cache.
   */
  onState?(state: ListenState): void;
};

export type Listener = {
  /** Receives a channel's messages. Resolves once the server has confirmed, with a function that stops it. */
  listen(channel: string, subscription: Subscription): Promise<() => void>;
  /** Whether the connection is up, and has subscribed to every channel. */
  isUp(): boolean;
  close(): Promise<void>;
};

// A server that disappears without closing the connection is noticed within the sum of these.
const heartbeatMs = 2_000;
const answerMaxMs = 3_000;
// Until it is back, every call asks the database.
const reconnectMs = { first: 50, max: 1_000 };

type Subscriber = Subscription & { channel: string; up: boolean; confirmed: PromiseWithResolvers<void> };

/** One connection for all channels. It reconnects with growing delays until closed. */
export function openListener(config: pg.ClientConfig, warn: (message: string) => void): Listener {
  const subscribers = new Set<Subscriber>();
  const closing = new AbortController();
  const { signal } = closing;
  let current: pg.Client | undefined;
  let running: Promise<void> | undefined;

  async function run() {
    let pauseMs = reconnectMs.first;
    while (!signal.aborted) {
      const client = new pg.Client({ ...config, query_timeout: answerMaxMs });
      try {
        await hold(client, () => {
          pauseMs = reconnectMs.first;
        });
      } catch (error) {
        if (!signal.aborted) warn(`The listening database connection is down: ${(error as Error).message}`);
      }
      current = undefined;
      for (const subscriber of subscribers) report(subscriber, "down");
      await client.end().catch(() => {});
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
      pauseMs = Math.min(pauseMs * 2, reconnectMs.max);
    }
  }

  /** Rejects when the connection is lost or the listener closes. */
  async function hold(client: pg.Client, onUp: () => void) {
    client.on("notification", ({ channel, payload = "" }) => {
      for (const subscriber of subscribers) if (subscriber.channel === channel) deliver(subscriber, payload);
    });
    const lost = once(client, "end", { signal }).then(() => {
      throw new Error("the server closed it");
    });
    lost.catch(() => {});
    client.on("error", () => {});
    await Promise.race([client.connect(), lost]);
    current = client;
    for (const subscriber of subscribers) await Promise.race([confirm(client, subscriber), lost]);
    onUp();
    for (;;) {
      await Promise.race([sleep(heartbeatMs, undefined, { signal }), lost]);
      await Promise.race([client.query("SELECT 1"), lost]);
    }
  }

  async function confirm(client: pg.Client, subscriber: Subscriber) {
    await client.query(`LISTEN ${pg.escapeIdentifier(subscriber.channel)}`);
    if (current !== client) return;
    report(subscriber, "up");
    subscriber.confirmed.resolve();
  }

  function report(subscriber: Subscriber, state: ListenState) {
    if (subscriber.up === (state === "up")) return;
    subscriber.up = state === "up";
    subscriber.onState?.(state);
  }

  function deliver(subscriber: Subscriber, payload: string) {
    try {
      subscriber.onMessage(payload);
    } catch (error) {
      warn(`A listener on ${subscriber.channel} failed: ${(error as Error).stack}`);
    }
  }

  return {
    isUp: () => current !== undefined && [...subscribers].every(({ up }) => up),
    async listen(channel, subscription) {
      signal.throwIfAborted();
      const confirmed = Promise.withResolvers<void>();
      const subscriber = { channel, up: false, confirmed, ...subscription };
      subscribers.add(subscriber);
      running ??= run();
      // A failure here means a lost connection, and reconnecting confirms every subscriber.
      if (current) confirm(current, subscriber).catch(() => {});
      await confirmed.promise;
      return () => subscribers.delete(subscriber);
    },
    async close() {
      closing.abort(new Error("The database is closed"));
      for (const { confirmed } of subscribers) confirmed.reject(signal.reason);
      await running;
    },
  };
}
