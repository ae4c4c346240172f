import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { Services } from "../../src/main/services.ts";
import type { Answer } from "./agent.ts";

/** A browser on the server's pages: it keeps cookies and sends its origin. */
export interface Browser {
  cookies: Map<string, string>;
  /** The `Set-Cookie` headers of the last answer. */
  lastSet: string[];
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Calls an operation through the session transport. */
  call(operation: string, input?: object, headers?: Record<string, string>): Promise<Answer>;
}

/** Stores the cookies that an answer sets, and drops those that it expires. */
function keepCookies(cookies: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0(;|$)/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

function answerOf(response: LightMyRequestResponse): Answer {
  const { statusCode, headers, payload } = response;
  const isJson = headers["content-type"]?.toString().startsWith("application/json");
  const { data, error } = isJson ? (response.json() ?? {}) : {};
  return { status: statusCode, headers, text: payload, data, error };
}

export function newBrowser(app: FastifyInstance, services: Services): Browser {
  const cookies = new Map<string, string>();
  const browser: Browser = {
    cookies,
    lastSet: [],
    async request(method, path, body, headers = {}) {
      const response = await app.inject({
        method: method as "GET",
        url: path,
        headers: {
          ...(method !== "GET" && { origin: new URL(services.config.publicUrl).origin }),
          "sec-fetch-site": "same-origin",
          ...(cookies.size > 0 && {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          }),
          ...(body !== undefined && !Buffer.isBuffer(body) && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
      });
      browser.lastSet = [response.headers["set-cookie"] ?? []].flat();
      keepCookies(cookies, browser.lastSet);
      return answerOf(response);
    },
    post: (path, body, headers) => browser.request("POST", path, body, headers),
    call: (operation, input = {}, headers) =>
      browser.request("POST", `/api/app/${operation}`, input, headers),
  };
  return browser;
}

/** A browser that signed in to an address with the code from its mail. */
export async function signedIn(app: FastifyInstance, services: Services, email: string): Promise<Browser> {
  const browser = newBrowser(app, services);
  await browser.post("/api/auth/sign-in", { email });
  const { code } = await signInMailTo(services, email);
  const answer = await browser.post("/api/auth/sign-in/code", { code });
  if (answer.status !== 200) throw new Error(`Could not sign in: ${answer.text}`);
  return browser;
}

/** The link's token and the code of the newest sign-in mail to an address. */
export async function signInMailTo(
  services: Services,
  email: string,
): Promise<{ token: string; code: string }> {
  const text = (await mailsTo(services, email)).findLast((mail) => mail.includes("/sign-in/")) ?? "";
  return {
    token: /\/sign-in\/([\w-]+)/.exec(text)?.[1] as string,
    code: /^(\d{6})\r?$/m.exec(text)?.[1] as string,
  };
}

/** The text of every mail in the outbox to an address, oldest first. */
export async function mailsTo({ config }: Services, email: string): Promise<string[]> {
  const folder = join(config.dataDir, "outbox");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return mails.filter((mail) => mail.includes(`To: ${email}`));
}
