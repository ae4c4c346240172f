import { RookeryError } from "./error.ts";

interface EventData {
  "memory.ingested": { interaction_id: string; conversation_id: string; user_id: string };
  "memory.flushed": { user_id: string; flushed_count: number; conversation_ids: string[] };
  "fact.created": { fact_id: string; user_id: string; source_interaction_id: string | null };
  "fact.superseded": { fact_id: string; user_id: string };
  "user.erased": { user_id: string; conversations: number; interactions: number; facts: number };
  "asset.ready": { asset_id: string; library_id: string };
  "asset.failed": { asset_id: string; library_id: string };
  "asset.replaced": { asset_id: string; library_id: string };
  "asset.edited": { asset_id: string; library_id: string };
  "asset.approval": {
    asset_id: string;
    library_id: string;
    state: "in_review" | "approved" | "needs_changes" | "none";
  };
  "asset.deleted": { asset_id: string; library_id: string };
  /** Sent on request, whatever events are chosen. */
  "webhook.test": Record<never, never>;
}
export type WebhookEventType = keyof EventData;

/** An event that the server sent. It may arrive twice, with the same `id`. */
export type WebhookEvent = {
  [Type in WebhookEventType]: { id: string; type: Type; created_at: string; data: EventData[Type] };
}[WebhookEventType];

type HeaderValues = Record<string, string | string[] | undefined>;

export interface VerifyOptions {
  /** Seconds that a message may be old. Default: 300. */
  tolerance?: number;
  /** Unix seconds. Default: the clock's. */
  now?: number;
}

/**
 * Returns the event of a webhook, if this server signed it in the last minutes with one of the secrets. Takes the body as it
 * arrived, before any parsing. While a secret is replaced, pass the new and the old one.
 */
export async function verifyWebhook(
  body: string | ArrayBuffer | Uint8Array,
  headers: Headers | HeaderValues,
  secret: string | readonly string[],
  { tolerance = 300, now = Date.now() / 1000 }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const { time, signatures } = readSignature(headers);
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  const signed = new Uint8Array(await new Blob([`${time}.`, bytes as Uint8Array<ArrayBuffer>]).arrayBuffer());
  let isOurs = false;
  for (const one of [secret].flat()) {
    for (const signature of signatures) isOurs = (await isSignedBy(one, signature, signed)) || isOurs;
  }
  if (!isOurs) throw refused("This webhook was not signed with this secret.");
  if (!(Math.abs(now - Number(time)) <= tolerance)) throw refused("This webhook was sent too long ago.");
  return JSON.parse(new TextDecoder().decode(bytes));
}

const refused = (message: string) => new RookeryError("INVALID_SIGNATURE", message);

/** `t=<unix seconds>,v1=<hexadecimal>` */
function readSignature(headers: Headers | HeaderValues): { time: string; signatures: string[] } {
  const name = "x-rookery-signature";
  const found =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const pairs = [found ?? ""]
    .flat()
    .join(",")
    .split(",")
    .map((pair) => pair.trim().split("="));
  const valuesOf = (key: string) => pairs.flatMap(([at, value]) => (at === key && value ? [value] : []));
  const [time] = valuesOf("t");
  const signatures = valuesOf("v1");
  if (time && signatures.length > 0) return { time, signatures };
  throw refused("This request has no X-Rookery-Signature.");
}

/** In constant time, which `crypto.subtle.verify` takes. */
async function isSignedBy(
  secret: string,
  signature: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (!/^[\da-f]{64}$/i.test(signature) || secret === "") return false;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), hmac, false, ["verify"]);
  const mac = Uint8Array.from(signature.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  return crypto.subtle.verify("HMAC", key, mac, signed);
}
