import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { allowed, newConnection } from "../../../test/support/connected-app.ts";
import { newTeam } from "../../../test/support/team.ts";
import { type Person, secrets } from "./cli.ts";
import { cliServer } from "./cli-server.ts";

const { app, services, server, port, newPerson } = await cliServer();
const team = await newTeam(app, services);

const configOf = async ({ home }: Person) => {
  const path = join(home, ".config/rookery/config.json");
  const config = JSON.parse(await readFile(path, "utf8"));
  const { key, oauth } = config.servers[server] ?? {};
  for (const secret of [key, oauth?.accessToken, oauth?.refreshToken]) if (secret) secrets.add(secret);
  return { config, path, mode: (await stat(path)).mode & 0o777, profile: config.servers[server] };
};

/** Signs in as the team's editor does in a browser, who allows everything in `pictures`. */
async function signedIn(person: Person, also: Parameters<typeof allowed>[3] = []): Promise<Person> {
  const login = person.start("login", "--server", server);
  const url = await person.visited();
  const reach = { organizationId: team.organizationId, libraries: { pictures: "write" as const } };
  const to = await allowed(team.editor, url.pathname + url.search, reach, also);
  expect(await (await fetch(to)).text()).toContain("You are signed in");
  expect((await login.done).code).toBe(0);
  return person;
}

test("a person signs in with their browser, and the tokens are kept in a file that only they can read", async () => {
  const person = await signedIn(await newPerson());
  const url = await person.visited();
  expect(url.searchParams.get("code_challenge_method")).toBe("S256");
  expect(url.searchParams.get("redirect_uri")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  const { mode, profile, config } = await configOf(person);
  expect(mode).toBe(0o600);
  expect((await stat(join(person.home, ".config/rookery"))).mode & 0o777).toBe(0o700);
  expect(profile.oauth.accessToken).toMatch(/^rka_/);
  expect(config.server).toBe(server);
  const { code, json } = await person.run("whoami", "--json");
  expect(code).toBe(0);
  expect(json).toMatchObject([
    {
      server,
      credential: "oauth",
      organizationId: team.organizationId,
      libraries: [{ library: "pictures", access: "write" }],
    },
  ]);
});

test("a redirect with another state, as another site would send it, does not sign anybody in", async () => {
  const person = await newPerson();
  const login = person.start("login", "--server", server);
  const redirect = (await person.visited()).searchParams.get("redirect_uri") as string;
  expect((await fetch(`${redirect}?code=x&state=y`)).status).toBe(404);
  login.interrupt();
  expect((await login.done).code).toBe(130);
});

test("a person who does not allow it is told so, and is not signed in", async () => {
  const person = await newPerson();
  const login = person.start("login", "--server", server);
  const url = await person.visited();
  const { headers } = await team.editor.request("GET", url.pathname + url.search);
  const request = new URL(String(headers.location), server).searchParams.get("request");
  const { data } = await team.editor.post("/api/auth/consent", { accept: false, request });
  await fetch(data.to);
  const { code, stderr } = await login.done;
  expect([code, stderr]).toEqual([3, expect.stringContaining("You did not allow it.")]);
  expect((await person.run("whoami", "--server", server)).code).toBe(3);
});

test("a person signs in on a machine without a browser by typing a code on another one", async () => {
  const person = await newPerson();
  const login = person.start("login", "--server", server, "--device");
  const [, userCode] = /code (\w{4}-\w{4})/.exec(await login.says(/code \w{4}-\w{4}\n/)) ?? [];
  const { data } = await team.editor.call("getDeviceRequest", { userCode });
  expect(data.name).toBe("Rookery CLI");
  const { organizationId } = team;
  const connectionId = await newConnection(team.editor, data.clientId, [
    { organizationId, allLibraries: "read" },
  ]);
  await team.editor.call("decideOnDevice", { userCode, connectionId });
  expect(await login.done).toMatchObject({ code: 0, stderr: expect.stringContaining("Signed in to") });
  await configOf(person);
  expect((await person.run("libraries", "--json")).json).toMatchObject([{ id: "pictures" }]);
});

test("a key comes from standard input, and one that does not work is not kept", async () => {
  const { apiKey, libraryId } = await newAgent(app);
  secrets.add(apiKey);
  const person = await newPerson();
  const wrong = await person.runWith(`${apiKey.slice(0, -1)}0\n`, "login", "--server", server, "--key");
  expect(wrong.code).toBe(3);
  expect((await person.run("whoami", "--server", server)).code).toBe(3);
  expect((await person.runWith(`${apiKey}\n`, "login", "--server", server, "--key")).code).toBe(0);
  expect(await configOf(person)).toMatchObject({ mode: 0o600, profile: { key: apiKey } });
  expect((await person.run("libraries", "--json")).json).toMatchObject([{ id: libraryId }]);
});

test("a token that has ended is refreshed once, however many commands need it", async () => {
  const person = await signedIn(await newPerson());
  const { config, path } = await configOf(person);
  const before = config.servers[server].oauth;
  await writeFile(
    path,
    JSON.stringify({ ...config, servers: { [server]: { oauth: { ...before, expiresAt: 0 } } } }),
  );
  const ran = await Promise.all([1, 2, 3].map(() => person.run("libraries")));
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
  const after = (await configOf(person)).profile.oauth;
  expect(after.accessToken).not.toBe(before.accessToken);
  expect(after.expiresAt).toBeGreaterThan(Date.now());
});

test("signing out ends the connection on the server", async () => {
  const person = await signedIn(await newPerson());
  const { refreshToken, clientId } = (await configOf(person)).profile.oauth;
  expect((await person.run("logout")).code).toBe(0);
  expect(await readFile(join(person.home, ".config/rookery/config.json"), "utf8")).not.toContain(
    refreshToken,
  );
  const form = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId };
  const answer = await fetch(`${server}/api/auth/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  expect(answer.status).toBe(400);
  expect(await person.run("whoami")).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("login --server"),
  });
});

test("a new sign-in ends the one before it, so that one connection is left", async () => {
  const person = await signedIn(await newPerson());
  const before = (await configOf(person)).profile.oauth.accessToken;
  await rm(join(person.home, "visited"));
  await signedIn(person);
  const headers = { authorization: `Bearer ${before}`, "api-version": "2026-07-08" };
  expect((await fetch(`${server}/me`, { headers })).status).toBe(401);
  expect((await person.run("libraries")).code).toBe(0);
});

test("whoever reaches several organizations says which one", async () => {
  const second = (await team.editor.call("createMyOrganization", { name: "Second" })).data;
  await team.editor.call("createLibrary", { organizationId: second.id, name: "Sketches" });
  const also = [{ organizationId: second.id, allLibraries: "read" as const }];
  const { run } = await signedIn(await newPerson(), also);
  expect((await run("whoami", "--json")).json).toHaveLength(2);
  const unsure = await run("list");
  expect([unsure.code, unsure.stderr]).toEqual([2, expect.stringContaining(second.id)]);
  expect((await run("libraries", "--organization", second.id, "--json")).json).toMatchObject([
    { id: "sketches" },
  ]);
  expect((await run("list", "--organization", second.id)).code).toBe(0);
});

test("a server that has another address says so, before anybody signs in", async () => {
  const { run } = await newPerson();
  const { code, stderr } = await run("login", "--server", `127.0.0.1:${port}`);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`--server ${server}`)]);
});

test("several servers are kept, and one of them is the default", async () => {
  const person = await signedIn(await newPerson());
  await configOf(person);
  const { apiKey } = await newAgent(app);
  const other = `http://127.0.0.1:${port}`;
  expect((await person.runWith(apiKey, "login", "--server", other, "--key")).code).toBe(0);
  const listed = async (...words: string[]) =>
    (await person.run("servers", ...words, "--json")).json.map(({ server: name, isDefault }) => [
      name,
      isDefault,
    ]);
  expect(await listed()).toEqual([
    [server, false],
    [other, true],
  ]);
  expect(await listed(server)).toEqual([
    [server, true],
    [other, false],
  ]);
  expect((await person.run("whoami", "--json", "--server", other)).json).toMatchObject([
    { credential: "key" },
  ]);
});

test("the environment comes before what is kept", async () => {
  const { apiKey, organizationId } = await newAgent(app);
  secrets.add(apiKey);
  const person = await newPerson({ ROOKERY_URL: server, ROOKERY_KEY: apiKey });
  expect((await person.run("whoami", "--json")).json).toMatchObject([
    { organizationId, from: "environment" },
  ]);
});
