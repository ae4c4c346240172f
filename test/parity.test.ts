import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { limitOrganization } from "../src/features/identity/organizations/operations/limit.ts";
import { send } from "./support/agent.ts";
import { type TestApp, testApp } from "./support/app.ts";
import { newShelf, type Shelf } from "./support/examples/shelf.ts";
import { asks, asksOf, barcelona, toLisbon } from "./support/examples/ways-asks.ts";
import { pdf, text } from "./support/files.ts";
import { operate } from "./support/operator.ts";
import { type Asked, type Outcome, toldOver, type Way, ways } from "./support/transports/ways.ts";

const MB = 1024 * 1024;
const limits = { fileBytesMax: MB, unclaimedStorageBytesMax: 100, rateLimitPerMinute: 1000 };
const tested = await testApp({ config: limits });
const { app, services, database } = tested;

const operations = [...new Set(ways.map(({ operation }) => operation))];
const names = operations.map(({ name }) => name);
const waysTo = (name: string) => ways.filter(({ operation }) => operation.name === name);
const isRead = (name: string) => operations.find((one) => one.name === name)?.rest?.method === "GET";
const withKey = ({ apiKey }: Shelf) => ({ authorization: `Bearer ${apiKey}` });

/** What anybody can see of a shelf, by REST. */
async function contents(
  { organizationId, apiKey, masked }: Shelf,
  { app }: TestApp = tested,
): Promise<unknown> {
  const organization = `/organizations/${organizationId}/libraries`;
  const paths = ["", ...["barcelona", "lisbon"].flatMap((at) => [`/${at}/assets`, `/${at}/tags`])];
  const seen = [];
  for (const path of paths) seen.push((await send(app, apiKey, "GET", `${organization}${path}`)).data);
  return masked(seen);
}

test("every operation with a route, a field, a tool or a resource is asked something, and nothing else is", () => {
  expect(Object.keys(asks).toSorted()).toEqual(names.toSorted());
});

test.each(names)("%s answers the same at every transport, and leaves the same behind", async (name) => {
  const all = waysTo(name);
  const [rest] = all as [Way];
  expect(rest.transport).toBe("rest");
  const shared = await newShelf(tested);
  const asked = new Set<Way>();
  for (const index of asksOf(name, shared).keys()) {
    const run = async (way: Way): Promise<{ shelf: Shelf; outcome: Outcome }> => {
      const shelf = isRead(name) ? shared : await newShelf(tested);
      const what = asksOf(name, shelf)[index] as Asked;
      return { shelf, outcome: await way.call(app, withKey(shelf), what) };
    };
    const first = await run(rest);
    expect(first.outcome, rest.name).toMatchObject({
      status: rest.operation.rest?.status ?? 200,
      code: "OK",
    });
    first.shelf.masked(first.outcome.data);
    const left = await contents(first.shelf);
    for (const way of all.filter(({ carries }) => carries(asksOf(name, shared)[index] as Asked))) {
      asked.add(way);
      const { shelf, outcome } = way === rest ? first : await run(way);
      const expected = first.shelf.masked(way.shows(first.outcome.data));
      expect(shelf.masked(outcome.data), `${way.name}, ask ${index}`).toEqual(expected);
      expect([outcome.code, outcome.status], way.name).toEqual([
        "OK",
        way === rest ? first.outcome.status : 200,
      ]);
      if (!isRead(name)) expect(await contents(shelf), `after ${way.name}, ask ${index}`).toEqual(left);
    }
  }
  expect(all.filter((way) => !asked.has(way)).map((way) => way.name)).toEqual([]);
});

test("an address from any transport takes the file, and answers what an upload answers", async () => {
  const input = { filename: "blue.pdf" };
  const answers: unknown[] = [];
  for (const way of waysTo("createUpload")) {
    const shelf = await newShelf(tested);
    const made = await way.call(app, withKey(shelf), { input: { ...barcelona(shelf), ...input } });
    const { pathname } = new URL((made.data as { uploadUrl: string }).uploadUrl);
    const put = await app.inject({ method: "PUT", url: pathname, payload: pdf });
    expect(put.statusCode, way.name).toBe(200);
    answers.push(shelf.masked(put.json().data));
  }
  const shelf = await newShelf(tested);
  const [rest] = waysTo("uploadAssets") as [Way];
  const uploaded = await rest.call(app, withKey(shelf), {
    input: barcelona(shelf),
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
] as const)("%s %s refuses plain HTTP from elsewhere before it looks at anything", async (method, url) => {
  const payload = method === "GET" ? {} : { payload: "{", headers: { "content-type": "application/json" } };
  const answer = await app.inject({ method, url, remoteAddress: "203.0.113.7", ...payload });
  const { error, errors } = answer.json();
  expect(answer.statusCode).toBe(403);
  expect(error?.code ?? errors[0].extensions.code).toBe("HTTPS_REQUIRED");
  expect(error?.message ?? errors[0].message).toBe("Use https://. Keys must not travel in the open.");
});

interface Refusal {
  operation: string;
  what: string;
  code: string;
  ask(shelf: Shelf): Asked;
  setUp?(shelf: Shelf): Promise<unknown>;
  /** The input does not fit the operation's schema: MCP refuses the arguments as JSON-RPC's −32602. */
  misfit?: true;
}

const missing = "AAAAAAAAAAA";
const over = (count: number) => Array.from({ length: count }, (_, i) => `item${i}`);
const tooLarge = Buffer.concat([pdf, Buffer.alloc(MB, " ")]);
const unclaimed = async ({ organizationId }: Shelf) => {
  const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000);
  await database.execute(
    sql`update organizations set expires_at = ${inAWeek} where slug = ${organizationId}`,
  );
};
const limited = (quota: { librariesMax?: number; storageMbMax?: number }) => (shelf: Shelf) =>
  operate(services, limitOrganization, { organizationId: shelf.organizationId, ...quota });

/** Everything that an operation refuses beyond keys, which `access-matrix.test.ts` is about. */
const refusals: Refusal[] = [
  ...operations.flatMap(refusedAddresses),

  misfit("startWithoutAccount", "no e-mail address", () => ({ email: "nobody" })),
  misfit("startWithoutAccount", "a blank name", () => ({ email: "ada@example.com", name: " " })),
  refusal(
    "startWithoutAccount",
    "a fourth start of an address",
    "BAD_USER_INPUT",
    () => ({ email: "Ada@example.com" }),
    {
      async setUp() {
        for (let i = 0; i < 3; i++)
          await send(app, undefined, "POST", "/libraries", { email: "ada@EXAMPLE.com" });
      },
    },
  ),

  misfit("listLibraries", "a page of 501", ({ organizationId }) => ({ organizationId, pageSize: 501 })),
  misfit("createLibrary", "a blank name", ({ organizationId }) => ({ organizationId, name: " " })),
  misfit("createLibrary", "a slug that is none", ({ organizationId }) => ({
    organizationId,
    name: "x",
    slug: "A b",
  })),
  refusal("createLibrary", "a slug that is taken", "LIBRARY_URL_TAKEN", newLibrary("Other", "secret")),
  refusal(
    "createLibrary",
    "a second library while unclaimed",
    "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED",
    newLibrary("More"),
    {
      setUp: unclaimed,
    },
  ),
  refusal("createLibrary", "one library too many", "LIBRARY_LIMIT_EXCEEDED", newLibrary("More"), {
    setUp: limited({ librariesMax: 3 }),
  }),
  misfit("renameLibrary", "no name", (shelf) => ({ ...barcelona(shelf), name: "" })),

  misfit("listAssets", "an empty page", (shelf) => ({ ...barcelona(shelf), pageSize: 0 })),
  misfit("listAssets", "six tags", (shelf) => ({ ...barcelona(shelf), tags: over(6) })),
  refusal("getAsset", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: missing,
  })),
  refusal("getAsset", "an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.ids.gone,
  })),
  refusal("getAsset", "another library's asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    libraryId: "lisbon",
    assetId: shelf.ids.one,
  })),
  misfit("searchAssets", "a page of 251", ({ organizationId }) => ({ organizationId, q: "", pageSize: 251 })),
  misfit("searchAssets", "too many words", ({ organizationId }) => ({ organizationId, q: "x".repeat(501) })),
  refusal(
    "searchAssets",
    "one library out of reach",
    "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    ({ organizationId }) => ({
      organizationId,
      q: "",
      libraries: ["barcelona", "secret"],
    }),
  ),

  upload("no file that is taken", "BAD_USER_INPUT", barcelona, {
    "diary.txt": text,
    "empty.png": Buffer.alloc(0),
  }),
  upload("a file over the limit", "PAYLOAD_TOO_LARGE", barcelona, { "large.pdf": tooLarge }),
  upload("an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({ ...barcelona(shelf), parentId: missing })),
  upload("a view for a parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    parentId: shelf.ids.view,
  })),
  upload(
    "two files for a parent",
    "BAD_USER_INPUT",
    (shelf) => ({ ...barcelona(shelf), parentId: shelf.ids.one }),
    { "a.pdf": pdf, "b.pdf": pdf },
  ),
  upload("more than the quota", "STORAGE_LIMIT_EXCEEDED", barcelona, undefined, limited({ storageMbMax: 0 })),
  upload("more than unclaimed storage", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED", barcelona, undefined, unclaimed),
  misfit("createUpload", "no name", (shelf) => ({ ...barcelona(shelf), filename: "" })),
  refusal("createUpload", "an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: missing,
  })),
  refusal("createUpload", "a view for a parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: shelf.ids.view,
  })),

  refusal("updateAssetDescription", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: missing,
    description: "x",
  })),
  misfit("updateAssetDescription", "a book", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.ids.one,
    description: "x".repeat(10_001),
  })),
  refusal("transferAssets", "the library they are in", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    targetLibraryId: "barcelona",
    assetIds: [shelf.ids.one],
  })),
  refusal("transferAssets", "a view", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.ids.view],
  })),
  refusal("transferAssets", "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.ids.one, missing],
  })),
  misfit("transferAssets", "no ids", (shelf) => ({ ...toLisbon(shelf), assetIds: [] })),
  misfit("deleteAssets", "101 ids", (shelf) => ({ ...barcelona(shelf), ids: over(101) })),
  misfit("restoreAssets", "no ids", (shelf) => ({ ...barcelona(shelf), ids: [] })),

  misfit("listTags", "501 tags", (shelf) => ({ ...barcelona(shelf), limit: 501 })),
  ...["tagAssets", "untagAssets"].flatMap((operation) => [
    misfit(operation, "a reserved tag", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.ids.one],
      tags: ["Trash"],
    })),
    misfit(operation, "21 tags", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.ids.one],
      tags: over(21),
    })),
    refusal(operation, "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.ids.one, missing],
      tags: ["new"],
    })),
  ]),
];

test.each(refusals)(
  "$operation refuses $what in the same words at every transport, and changes nothing: $code",
  async (refusal) => {
    const { operation, code, ask, setUp } = refusal;
    const shelf = await newShelf(tested);
    await setUp?.(shelf);
    const before = await contents(shelf);
    const asked = ask(shelf);
    const asking = waysTo(operation).filter(({ carries }) => carries(asked));
    const [rest] = asking as [Way];
    expect(new Set(asking.map(({ transport }) => transport))).toEqual(
      new Set(
        waysTo(operation)
          .map(({ transport }) => transport)
          .filter(
            (transport) => transport !== "resource" || asking.some((way) => way.transport === transport),
          ),
      ),
    );
    const told = await rest.call(app, withKey(shelf), asked);
    expect(told.code).toBe(code);
    for (const way of asking) {
      expect(await way.call(app, withKey(shelf), asked), way.name).toEqual(
        toldOver(way.transport, told, refusal.misfit === true),
      );
    }
    expect(await contents(shelf)).toEqual(before);
  },
);

/** Declared failures that no call of one transport alone can come to. */
const elsewhere: Record<string, string> = {
  "uploadAssets CONFLICT": "two uploads race for one upload address: put-upload.test.ts",
  "startWithoutAccount RATE_LIMITED": "the test of rates below",
};

test("every failure that an operation declares is compared", () => {
  const compared = new Set([
    ...refusals.map(({ operation, code }) => `${operation} ${code}`),
    ...Object.keys(elsewhere),
  ]);
  const declared = operations.flatMap(({ name, fails = [] }) => fails.map((code) => `${name} ${code}`));
  expect(declared.filter((one) => !compared.has(one))).toEqual([]);
});

test("every operation with an input of its own refuses something", () => {
  const refusing = new Set(refusals.map(({ operation }) => operation));
  expect(names.filter((name) => !refusing.has(name))).toEqual(["me"]);
});

const spent = await testApp({ config: limits });
const spentShelf = await newShelf(spent);
const plainAsks = ways
  .filter(({ operation }) => operation.name in asks)
  .map((way) => {
    const asked = asksOf(way.operation.name, spentShelf).find(way.carries) as Asked;
    return { name: way.name, way, asked };
  });

/** Uses up this minute of every caller, with seconds of it to spare. */
async function spendAll(): Promise<void> {
  const minuteMs = 60_000;
  if (spent.clock.now().getTime() % minuteMs > minuteMs - 2_000) spent.clock.advance(3_000);
  const now = spent.clock.now().getTime();
  const start = new Date(now - (now % minuteMs));
  await spent.database.execute(
    sql`insert into rate_windows select 'key ' || id, ${start}::timestamptz, 1000000 from keys union select 'address 127.0.0.1', ${start}::timestamptz, 1000000
        on conflict (bucket) do update set used = excluded.used, window_start = excluded.window_start`,
  );
}

test.each(plainAsks)(
  "$name tells a caller past its rate so, in the words of every transport",
  async ({ way, asked }) => {
    await spendAll();
    expect(await way.call(spent.app, withKey(spentShelf), asked)).toMatchObject({
      status: 429,
      code: "RATE_LIMITED",
      message: expect.stringMatching(/^Too many requests\. Try again in \d+ s\.$/),
    });
  },
);

test("a fault of ours is told as a request id at every transport, and nothing else", async () => {
  const broken = await testApp();
  const shelf = await newShelf(broken);
  // The key is remembered; everything that it could ask for is gone.
  await broken.database.execute(
    sql`drop table assets, libraries, library_tags, claims, upload_tickets cascade`,
  );
  for (const { way, asked } of plainAsks.filter(({ way }) => way.operation.name !== "me")) {
    const input =
      "organizationId" in asked.input
        ? { ...asked.input, organizationId: shelf.organizationId }
        : asked.input;
    expect(await way.call(broken.app, withKey(shelf), { ...asked, input }), way.name).toEqual({
      status: 500,
      code: "INTERNAL_SERVER_ERROR",
      message: expect.stringMatching(
        /^Something went wrong on our side\. Please report it with request id req_\S{12}\.$/,
      ),
    });
  }
});

function refusedAddresses({ name, access, input }: (typeof operations)[number]): Refusal[] {
  if (!("organizationId" in input.shape)) return [];
  const first = (shelf: Shelf) => asksOf(name, shelf)[0];
  const fields: string[] = access.kind === "library" ? access.fields : [];
  return [
    ["organizationId", "ORGANIZATION_NOT_FOUND"],
    ...fields.map((field) => [field, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"]),
  ].map(([field = "", code = ""]) => ({
    operation: name,
    what: `an unknown ${field}`,
    code,
    ask: (shelf) => {
      const { input, files } = first(shelf);
      const unknown = field === "libraries" ? ["nowhere"] : "nowhere";
      return { input: { ...input, [field]: unknown }, ...(files && { files }) };
    },
  }));
}

type Input = (shelf: Shelf) => Record<string, unknown>;

function refusal(
  operation: string,
  what: string,
  code: string,
  input: Input,
  more: Pick<Refusal, "setUp" | "misfit"> = {},
): Refusal {
  return { operation, what, code, ask: (shelf) => ({ input: input(shelf) }), ...more };
}

function misfit(operation: string, what: string, input: Input): Refusal {
  return refusal(operation, what, "BAD_USER_INPUT", input, { misfit: true });
}

function upload(
  what: string,
  code: string,
  input: Input,
  files: Record<string, Buffer> = { "a.pdf": pdf },
  setUp: Refusal["setUp"] = async () => {},
): Refusal {
  return { operation: "uploadAssets", what, code, setUp, ask: (shelf) => ({ input: input(shelf), files }) };
}

function newLibrary(name: string, slug?: string): Input {
  return ({ organizationId }) => ({ organizationId, name, ...(slug !== undefined && { slug }) });
}
