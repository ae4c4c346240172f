import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Something the person can mend, in a sentence. */
export class Refusal extends Error {}

export interface Start {
  email: string;
  organizationId: string;
  libraryId: string;
  apiKey: string;
  claimUrl: string;
}

export interface Asset {
  id: string;
  name: string;
  filename: string;
  url: string;
  thumbUrl: string | null;
  status: "processing" | "ready" | "failed";
  error: string | null;
}

interface Uploaded {
  responseText: string;
  assets: Asset[];
}

const apiVersion = { "Api-Version": "2026-05-20" };
const pollMs = 100;
const refusesFiles = /\((?:BAD_USER_INPUT|PAYLOAD_TOO_LARGE)\)$/;

const post = (body: object, headers: object = apiVersion): RequestInit => ({
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** What the demo needs of a server's REST API. */
export function connect(url: string) {
  async function call<T>(path: string, request: RequestInit): Promise<T> {
    const answer = await fetch(url + path, request).catch(() => {
      throw new Refusal(
        `There is no Rookery at ${url}. Start one with 'npm start', or name yours in ROOKERY_URL.`,
      );
    });
    const { data, error } = (await answer.json().catch(() => ({}))) as {
      data?: T;
      error?: { code: string; message: string };
    };
    if (error) throw new Refusal(`${error.message} (${error.code})`);
    if (data === undefined) throw new Refusal(`${url} is not a Rookery server: set ROOKERY_URL.`);
    return data;
  }

  return {
    /** An organization, a library and a key from nothing but an address. */
    async start(email: string): Promise<Start> {
      const from = (address: string) => call<Start>("/libraries", post({ email: address, name: "Demo" }));
      try {
        return { ...(await from(email)), email };
      } catch (error) {
        if (!(error instanceof Refusal) || !error.message.includes("waiting to be claimed")) throw error;
        // An address has few unclaimed libraries at a time; mail to name+anything reaches the same person.
        const another = email.replace("@", `+${Date.now().toString(36)}@`);
        return { ...(await from(another)), email: another };
      }
    },

    library({ organizationId, libraryId, apiKey }: Start) {
      const organization = `/organizations/${organizationId}`;
      const library = `${organization}/libraries/${libraryId}`;
      const assets = `${library}/assets`;
      const headers = { ...apiVersion, Authorization: `Bearer ${apiKey}` };
      async function uploadOnce(paths: readonly string[]): Promise<Uploaded> {
        const form = new FormData();
        for (const path of paths) form.append("files", await openAsBlob(path), basename(path));
        try {
          return await call(assets, { method: "POST", headers, body: form });
        } catch (error) {
          if (!(error instanceof Refusal) || !refusesFiles.test(error.message)) throw error;
          return { responseText: error.message, assets: [] };
        }
      }
      return {
        url: `${url}${assets}`,
        headers,

        /** Uploads files together. If the server refuses that, each by itself, and those it refuses are left out. */
        async upload(paths: readonly string[]): Promise<Uploaded> {
          const together = await uploadOnce(paths);
          if (together.assets.length > 0 || paths.length === 1) return together;
          const alone = [];
          for (const path of paths) alone.push(await uploadOnce([path]));
          return {
            responseText: alone.flatMap((one) => (one.assets.length > 0 ? [] : one.responseText)).join("\n"),
            assets: alone.flatMap((one) => one.assets),
          };
        },

        /** The asset once its thumbnails are there, or once it is known why there will be none. */
        async processed(id: string): Promise<Asset> {
          for (;;) {
            const asset = await call<Asset>(`${assets}/${id}`, { headers });
            if (asset.status !== "processing") return asset;
            await sleep(pollMs);
          }
        },

        tag: (assetIds: readonly string[], tags: readonly string[]) =>
          call<{ taggedCount: number }>(`${assets}/tag`, post({ assetIds, tags }, headers)),

        /** A page that shows the files to anyone who has its address. */
        share: () => call<{ url: string }>(`${library}/shares`, post({}, headers)),

        search: (q: string) =>
          call<{ found: number }>(`${organization}/search/assets?${new URLSearchParams({ q })}`, { headers }),
      };
    },
  };
}
