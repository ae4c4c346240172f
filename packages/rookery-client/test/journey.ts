import { List, Rookery, RookeryError, verifyWebhook } from "../src/index.ts";

export interface Given {
  baseUrl: string;
  /** Files in base64: a picture, and a film of more than a megabyte. */
  picture: string;
  film: string;
  webhook: { body: string; signature: string; secret: string };
}

/** What a runtime has to be able to do. Runs in browsers and on the edge, so it uses nothing but their standards. */
export async function journey({ baseUrl, picture, film, webhook }: Given): Promise<Record<string, unknown>> {
  const { rookery } = await new Rookery({ baseUrl }).start({ email: newEmail() });
  const small = await rookery.assets.upload(new Blob([bytesOf(picture)]), { filename: "beach.png" });
  const progress: number[] = [];
  const bytes = bytesOf(film);
  const large = await rookery.assets.upload(new Blob([bytes]), {
    filename: "film.mp4",
    partSize: 512 * 1024,
    onProgress: ({ loaded, total }) => progress.push(loaded / total),
  });
  const streamed = await rookery.assets.upload(new Blob([bytes]).stream(), {
    filename: "film.mp4",
    onDuplicate: "skip",
  });
  await rookery.tags.add({ assetIds: [small.id], tags: ["sea"] });
  const listed: (string | null)[] = [];
  for await (const { filename } of rookery.assets.list({ pageSize: 1, sort: "oldest" }))
    listed.push(filename);
  const kept = new Uint8Array(await (await fetch(large.url as string)).arrayBuffer());
  const refused = await rookery.assets.get({ assetId: "missing" }).catch((error: unknown) => error);
  const event = await verifyWebhook(
    webhook.body,
    new Headers({ "x-rookery-signature": webhook.signature }),
    webhook.secret,
  );
  return {
    listed,
    isList: rookery.assets.list() instanceof List,
    duplicate: streamed.duplicateOf === large.id,
    steps: progress.length,
    isKept: kept.length === bytes.length && kept.every((byte, at) => byte === bytes[at]),
    refused: refused instanceof RookeryError && [
      refused.code,
      refused.status,
      refused.requestId !== undefined,
    ],
    event: event.type,
    recalled: await recall(baseUrl),
  };
}

async function recall(baseUrl: string): Promise<boolean> {
  const anonymous = new Rookery({ baseUrl });
  const { api_key } = await anonymous.tenant.register({ name: "Acme", email: newEmail() });
  const agent = anonymous.with({ key: api_key });
  const { user_id } = await agent.users.create();
  const { conversation_id } = await agent.conversations.create({ user_id });
  await agent.memory.ingest({
    user_id,
    conversation_id,
    user_message: "I like figs.",
    agent_response: "Noted.",
  });
  const { context } = await agent.memory.recall({ user_id, query: "Which fruit? Figs?" });
  return context.includes("figs");
}

const newEmail = () => `${crypto.getRandomValues(new Uint32Array(2)).join("")}@example.com`;
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
