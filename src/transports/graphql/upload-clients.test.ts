import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { Client, fetchExchange } from "@urql/core";
// @ts-expect-error: the package has its types in comments alone
import UploadHttpLink from "apollo-upload-client/UploadHttpLink.mjs";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";

const { app } = await testApp();
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

test("Apollo Client uploads with apollo-upload-client and a key, and no further settings", async () => {
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri, headers }) });
  const { data } = await client.mutate({ mutation: gql(upload), variables });
  expect(data).toMatchObject(uploaded);
});

test("urql uploads with a key, and no further settings", async () => {
  const client = new Client({ url: uri, exchanges: [fetchExchange], fetchOptions: { headers } });
  const { data, error } = await client.mutation(upload, variables).toPromise();
  expect(error).toBeUndefined();
  expect(data).toMatchObject(uploaded);
});
