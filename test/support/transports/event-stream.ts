import { onTestFinished } from "vitest";
import type { Browser } from "../browser.ts";
import type { Json } from "../json.ts";

/** An event stream, as a page of the web app receives it. */
export interface EventStream {
  status: number;
  headers: Headers;
  /** The events so far, as `[event, data]`. */
  events: [string, Json][];
  /** The stream so far, as text. */
  text(): string;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

/** Opens a stream on a listening server, with a browser's cookies or without. It ends with the test. */
export async function openEvents(
  origin: string,
  browser: Browser | undefined,
  organizationId: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(`${origin}/api/app/events?organizationId=${organizationId}`, {
    headers: { ...(browser && { cookie: cookiesOf(browser) }), ...headers },
    signal: leaving.signal,
  });
  const events: EventStream["events"] = [];
  let text = "";
  let parsed = 0;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf("\n\n");
      if (end < parsed) continue;
      events.push(...text.slice(parsed, end).split("\n\n").flatMap(eventIn));
      parsed = end + 2;
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    events,
    text: () => text,
    ended: read().catch(() => {}),
    close: () => leaving.abort(),
  };
}

function eventIn(block: string): [string, Json][] {
  const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
  return event === undefined || data === undefined ? [] : [[event, JSON.parse(data)]];
}

export const cookiesOf = ({ cookies }: Browser): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
