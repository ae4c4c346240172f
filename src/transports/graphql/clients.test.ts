import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, fetchExchange } from "@urql/core";
// @ts-expect-error: the package has types in comments only
import UploadHttpLink from "apollo-upload-client/UploadHttpLink.mjs";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { ask, post } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp();
const uri = `${await app.listen({ port: 0, host: "127.0.0.1" })}/graphql`;
const agent = await newAgent(app);
const headers = { authorization: `Bearer ${agent.apiKey}` };
const file = async (name: string, color: string) =>
  new File([new Uint8Array(await picture(color))], name, { type: "image/png" });
const variables = {
  o: agent.organizationId,
  l: agent.libraryId,
  files: [await file("a.png", "plum"), await file("b.png", "tan")],
};
const upload = `mutation Upload($o: ID!, $l: ID!, $files: [Upload!]!) {
  uploadAssets(organizationId: $o, libraryId: $l, files: $files) { responseText assets { id name } }
}`;
const uploaded = {
  uploadAssets: { responseText: "Uploaded 2 assets.", assets: [{ name: "a" }, { name: "b" }] },
};

test("Apollo Client uploads with apollo-upload-client and a key, without other settings", async () => {
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri, headers }) });
  const { data } = await client.mutate({ mutation: gql(upload), variables });
  expect(data).toMatchObject(uploaded);
});

test("urql uploads with a key, without other settings", async () => {
  const client = new Client({ url: uri, exchanges: [fetchExchange], fetchOptions: { headers } });
  const { data, error } = await client.mutation(upload, variables).toPromise();
  expect(error).toBeUndefined();
  expect(data).toMatchObject(uploaded);
});

test("Apollo's cache distinguishes the tags of two libraries by nodeId", async () => {
  const organizationId = await newOrganization(services, ["barcelona", "lisbon"]);
  const { apiKey } = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
  const key = { authorization: `Bearer ${apiKey}` };
  const link = new UploadHttpLink({ uri, headers: key });
  const keyFields = ["nodeId"];
  const cache = new InMemoryCache({ typePolicies: { Library: { keyFields }, Tag: { keyFields } } });
  const client = new ApolloClient({ cache, link });
  const tagged = async (l: string, names: string[]) => {
    const files = await Promise.all(names.map((name) => file(name, "plum")));
    const mutation = gql(upload);
    const { data } = await client.mutate<{ uploadAssets: { assets: { id: string }[] } }>({
      mutation,
      variables: { o: organizationId, l, files },
    });
    const ids = data?.uploadAssets.assets.map(({ id }) => id);
    const tag = `mutation ($o: ID!, $l: ID!, $ids: [ID!]!) {
      tagAssets(organizationId: $o, libraryId: $l, assetIds: $ids, tags: ["sea"]) { taggedCount }
    }`;
    await ask(app, apiKey, tag, { o: organizationId, l, ids });
  };
  await tagged("barcelona", ["a.png", "b.png"]);
  await tagged("lisbon", ["c.png"]);

  const query = gql`query ($o: String!) { libraries(organizationId: $o) { nodeId id tags { nodeId id count } } }`;
  const { data } = await client.query({ query, variables: { o: organizationId } });
  expect(data).toMatchObject({
    libraries: [
      { id: "barcelona", tags: [{ id: "sea", count: 2 }] },
      { id: "lisbon", tags: [{ id: "sea", count: 1 }] },
    ],
  });
  const tags = await ask(
    app,
    apiKey,
    `query ($o: ID!) { tags(organizationId: $o, libraryId: "lisbon") { nodeId } }`,
    { o: organizationId },
  );
  expect(tags.data).toMatchObject({ tags: [{ nodeId: `${organizationId}/lisbon/sea` }] });
});

const viewer = "{ viewer { organizationId } }";
const sha256 = (document: string) => createHash("sha256").update(document).digest("hex");

test("Apollo's automatic persisted queries send a document once, and later only its hash", async () => {
  const sent: string[] = [];
  const recording: typeof fetch = async (input, init) => {
    sent.push(String(init?.body ?? input));
    return fetch(input, init);
  };
  const link = ApolloLink.from([
    new PersistedQueryLink({ sha256 }),
    new HttpLink({ uri, headers, fetch: recording }),
  ]);
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  for (const fetchPolicy of ["network-only", "network-only"] as const) {
    const { data } = await client.query({ query: gql(viewer), fetchPolicy });
    expect(data).toMatchObject({ viewer: { organizationId: agent.organizationId } });
  }
  expect(sent.map((body) => body.includes("viewer {"))).toEqual([false, true, false]);
});

const persisted = (body: object) =>
  post(app, agent.apiKey, JSON.stringify(body), { "content-type": "application/json" });

test("an unknown hash gets PersistedQueryNotFound with status 200", async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha256("{ never }") } };
  expect(await persisted({ extensions })).toMatchObject({
    status: 200,
    errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
  });
});

test("a document with a different hash is refused", async () => {
  const sha256Hash = sha256("{ viewer { plan } }");
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  expect(await persisted({ query: viewer, extensions })).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining("SHA-256"), extensions: { code: "BAD_USER_INPUT" } }],
  });
  expect((await persisted({ extensions })).errors?.[0]?.message).toBe("PersistedQueryNotFound");
});

test("a list of operations is refused with advice", async () => {
  const answer = await persisted([{ query: viewer }, { query: viewer }]);
  expect(answer).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining("one operation per request") }],
  });
});
