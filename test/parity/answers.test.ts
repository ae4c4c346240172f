import { expect, test } from "vitest";
import { failureTexts } from "../../src/transports/openapi/failure-texts.ts";
import { newestVersion } from "../../src/transports/versions/versions.ts";
import { testApp } from "../support/app.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf, type Shelf } from "../support/examples/shelf.ts";
import { shelfContents } from "../support/examples/shelf-contents.ts";
import { pdf } from "../support/files.ts";
import { headersFor } from "../support/person-token.ts";
import type { Outcome, TestCall, Way } from "../support/transports/way.ts";
import { ways, waysTo } from "../support/transports/ways.ts";

const tested = await testApp({ config: { rateLimitPerMinute: 1000 } });
const { app } = tested;

const operations = [...new Set(ways.map(({ operation }) => operation))];
const isRead = (name: string) => operations.find((one) => one.name === name)?.rest?.method === "GET";
const withKey = ({ apiKey }: Shelf) => ({ authorization: `Bearer ${apiKey}` });

test.each(operations.map(({ name }) => name))(
  "%s returns the same data and makes the same changes over every transport",
  async (name) => {
    const all = waysTo(name);
    const [rest] = all as [Way];
    expect(rest.transport).toBe("rest");
    const shared = await newShelf(tested);
    const called = new Set<Way>();
    for (const index of examplesOf(name, shared).keys()) {
      const supporting = all.filter(({ supports }) => supports(examplesOf(name, shared)[index] as TestCall));
      for (const way of supporting) called.add(way);
      await expectSameOutcome(rest, supporting, index, shared);
    }
    expect(all.filter((way) => !called.has(way)).map((way) => way.name)).toEqual([]);
  },
);

async function expectSameOutcome(rest: Way, all: readonly Way[], index: number, shared: Shelf) {
  const { name } = rest.operation;
  const run = async (way: Way): Promise<{ shelf: Shelf; outcome: Outcome }> => {
    const shelf = isRead(name) ? shared : await newShelf(tested);
    return {
      shelf,
      outcome: await way.call(
        app,
        await headersFor(tested, way.operation, shelf),
        examplesOf(name, shelf)[index] as TestCall,
      ),
    };
  };
  const first = await run(rest);
  expect(first.outcome, rest.name).toMatchObject({ status: rest.operation.rest?.status ?? 200, code: "OK" });
  first.shelf.masked(first.outcome.data); // numbers new assets before contents are compared
  const left = await shelfContents(tested, first.shelf);
  const latest = all.find(({ version }) => version === newestVersion.date) as Way;
  const last = await run(latest);
  const data = {
    may: first.shelf.masked(first.outcome.data),
    july: last.shelf.masked(last.outcome.data),
  };
  for (const way of all) {
    const { shelf, outcome } = way === rest ? first : way === latest ? last : await run(way);
    expect(shelf.masked(outcome.data), `${way.name}, example ${index}`).toEqual(way.shape(data));
    expect([outcome.code, outcome.status], way.name).toEqual([
      "OK",
      way.transport === "rest" ? first.outcome.status : 200,
    ]);
    if (!isRead(name)) {
      expect(await shelfContents(tested, shelf), `after ${way.name}, example ${index}`).toEqual(left);
    }
  }
}

test("an upload URL from any transport accepts the file and answers like an upload", async () => {
  const input = { libraryId: "barcelona", filename: "blue.pdf" };
  const answers: unknown[] = [];
  for (const way of waysTo("createUpload")) {
    const shelf = await newShelf(tested);
    const { organizationId } = shelf;
    const created = await way.call(app, withKey(shelf), { input: { ...input, organizationId } });
    const { pathname } = new URL((created.data as { uploadUrl: string }).uploadUrl);
    const put = await app.inject({ method: "PUT", url: pathname, payload: pdf });
    expect(put.statusCode, way.name).toBe(200);
    answers.push(shelf.masked(put.json().data));
  }
  const shelf = await newShelf(tested);
  const [rest] = waysTo("uploadAssets") as [Way];
  const uploaded = await rest.call(app, withKey(shelf), {
    input: { organizationId: shelf.organizationId, libraryId: "barcelona" },
    files: { "blue.pdf": pdf },
  });
  expect(answers).toEqual(answers.map(() => shelf.masked(uploaded.data)));
});

test.each([
  ["GET", "/me"],
  ["PUT", "/uploads/token"],
  ["POST", "/graphql"],
  ["POST", "/"],
  ["POST", "/mcp"],
  ["POST", "/mcp/anonymous"],
] as const)("%s %s refuses remote plain HTTP before it reads the request", async (method, url) => {
  const payload = method === "GET" ? {} : { payload: "{", headers: { "content-type": "application/json" } };
  const answer = await app.inject({ method, url, remoteAddress: "203.0.113.7", ...payload });
  const { error, errors } = answer.json();
  expect(answer.statusCode).toBe(403);
  expect(error?.code ?? errors[0].extensions.code).toBe("HTTPS_REQUIRED");
  expect(error?.message ?? errors[0].message).toBe(failureTexts.HTTPS_REQUIRED.message);
});
