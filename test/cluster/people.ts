import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../support/json.ts";
import type { App } from "./apps.ts";
import type { Answer, Send } from "./client.ts";

/** Someone who is signed in to the web app. */
export interface Person {
  email: string;
  /** Calls an operation, by default through the proxy. */
  call(
    operation: string,
    input: object,
    at?: { origin?: string; expected?: readonly number[] },
  ): Promise<Answer>;
  /** The same, when it must work. Returns its data. */
  did(operation: string, input: object): Promise<Json>;
}

/** Signs somebody in with the code that this process mails. */
export async function signIn(send: Send, origin: string, app: App, email: string): Promise<Person> {
  const cookies = new Map<string, string>();
  const post = async (at: string, path: string, body: object, expected: readonly number[] = []) => {
    const answer = await send("POST", at + path, {
      headers: {
        origin,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-forwarded-proto": "https",
      },
      body: JSON.stringify(body),
      expected,
    });
    for (const line of answer.headers?.getSetCookie() ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const person: Person = {
    email,
    call: (operation, input, at = {}) =>
      post(at.origin ?? origin, `/api/app/${operation}`, input, at.expected),
    async did(operation, input) {
      const { ok, status, body } = await person.call(operation, input);
      if (!ok) throw new Error(`${operation} was answered with ${status}: ${JSON.stringify(body)}`);
      return body.data;
    },
  };
  await post(app.origin, "/api/auth/sign-in", { email });
  const signedIn = await post(app.origin, "/api/auth/sign-in/code", { code: await codeFor(app, email) });
  if (!signedIn.ok) throw new Error(`${email} could not sign in: ${JSON.stringify(signedIn.body)}`);
  return person;
}

async function codeFor({ outbox }: App, email: string): Promise<string> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith(".eml")).toSorted();
  const mails = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
  const mail = mails.findLast((text) => text.includes(`To: ${email}`) && text.includes("/sign-in/"));
  return /^(\d{6})\r?$/m.exec(mail ?? "")?.[1] ?? "";
}

/** An organization with two libraries, the key of an agent, and its owner. */
export interface Team {
  organizationId: string;
  libraries: readonly [string, string];
  apiKey: string;
  owner: Person;
}

export async function newTeam(send: Send, origin: string, app: App): Promise<Team> {
  const organizationId = `team-${randomBytes(4).toString("hex")}`;
  const owner = await signIn(send, origin, app, `owner@${organizationId}.example`);
  await owner.did("createMyOrganization", { name: "Team", slug: organizationId });
  const libraries = ["north", "south"] as const;
  for (const name of libraries) await owner.did("createLibrary", { organizationId, name, slug: name });
  const granted = Object.fromEntries(libraries.map((name) => [name, "write"]));
  const { apiKey } = await owner.did("createKey", { organizationId, name: "Agent", libraries: granted });
  return { organizationId, libraries, apiKey, owner };
}

/** Someone else with a role in the team, and the id of the account. */
export async function newMember(
  send: Send,
  origin: string,
  app: App,
  { organizationId, owner }: Team,
  role: "editor" | "viewer",
): Promise<{ person: Person; accountId: string }> {
  const email = `${role}@${organizationId}.example`;
  await owner.did("inviteMember", { organizationId, email, role });
  const person = await signIn(send, origin, app, email);
  const { id, invitations } = await person.did("getAccount", {});
  await person.did("acceptInvitation", { invitationId: invitations[0].id });
  return { person, accountId: id };
}
