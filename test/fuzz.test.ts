import fc from "fast-check";
import { test } from "vitest";
import type { ApiVersion } from "../src/transports/versions/version.ts";
import { apiVersions } from "../src/transports/versions/versions.ts";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { restOperations } from "./support/registered.ts";
import { expectSaneAnswer } from "./support/transports/fuzzed.ts";

// Takes a few seconds. For a long run: `FUZZ_RUNS=100000 npx vitest run test/fuzz.test.ts`.
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const timeout = 30_000 + runs * 20;

const { app } = await testApp();
const origin = await app.listen();
const agent = await newAgent(app);
const png = await picture();
const { id: assetId } = (await agent.upload({ "a.png": png })).data.assets[0];
// Every other request asks for the other version.
let asked = 0;
const known = () => ({
  "api-version": (apiVersions[asked++ % apiVersions.length] as ApiVersion).date,
  authorization: `Bearer ${agent.apiKey}`,
});

/** Any 16-bit code units, among them lone surrogates, NUL and private use characters. */
const wild = fc
  .array(fc.oneof(fc.nat(0xff), fc.nat(0xffff)), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const words = fc.constantFrom(
  agent.organizationId,
  agent.libraryId,
  assetId,
  "me",
  "index",
  "__proto__",
  "..",
  "",
  "*trash",
);
const text = fc.oneof(words, wild, fc.string(), fc.constant("x".repeat(20_000)));
const value = fc.oneof(
  text,
  fc.array(text, { maxLength: 6 }),
  fc.jsonValue(),
  fc.constantFrom(1e308, -1, 0.5, 2 ** 53, null, true, [], {}, Array(2000).fill("a")),
);
const field = fc.constantFrom(
  ...[
    "ids",
    "assetIds",
    "tags",
    "name",
    "slug",
    "description",
    "targetLibraryId",
    "libraryId",
    "organizationId",
  ],
  ...["email", "parentId", "files", "page", "__proto__", "constructor", "toString", ""],
);
const json = fc.array(fc.tuple(field, value), { maxLength: 5 }).map((entries) => {
  const fields = entries.map(([name, content]) => `${JSON.stringify(name)}:${JSON.stringify(content)}`);
  return Buffer.from(`{${fields.join(",")}}`);
});
const body = fc.oneof(
  { weight: 8, arbitrary: json },
  { weight: 1, arbitrary: fc.json().map((content) => Buffer.from(content)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Buffer.from('{"a":'.repeat(100_000)),
      Buffer.from("[".repeat(500_000)),
      Buffer.from(`{"description":"${"x".repeat(1024 * 1024)}"}`),
      Buffer.from('{"description":"\xff\xfe"}', "latin1"),
      Buffer.from('\ufeff{"name":"x"}'),
      Buffer.from('{"name":"\\ud800","name":"\\u0000"}'),
    ),
  },
);

const segment = fc.oneof(
  { weight: 3, arbitrary: words.map(encodeURIComponent) },
  { weight: 1, arbitrary: fc.string().map(encodeURIComponent) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(..."%20fFdDcC/.;:@&=+$,!~*'()x") }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "%00",
      "%",
      "%zz",
      "%ff",
      "%2f",
      "%2e%2e",
      "%c0%af",
      "x".repeat(3000),
      "%ed%a0%80",
    ),
  },
);
const template = fc.constantFrom(
  ...restOperations.map(({ rest }) => rest.path),
  ...[
    "/",
    "/claim/:a",
    "/cdn/:a/:b/:c",
    "/cdn/:a/:b/:c/:d/:e",
    "/:a",
    "/:a/:b/:c",
    "/organizations/:a/:b/:c/:d/:e/:f",
  ],
);
const path = fc
  .tuple(template, fc.array(segment, { minLength: 8, maxLength: 8 }), fc.boolean())
  .map(([shape, segments, mostlyKnown]) => {
    const ours: Record<string, string> = {
      organizationId: agent.organizationId,
      libraryId: agent.libraryId,
      assetId,
    };
    return shape.replaceAll(
      /:(\w+)/g,
      (_, name) => (mostlyKnown && ours[name]) || (segments.pop() as string),
    );
  });
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom("page", "pageSize", "tags", "q", "libraries", "limit", "tags[]", "__proto__", "%"),
      segment,
    ),
    { maxLength: 4 },
  )
  .map((pairs) =>
    pairs.length === 0 ? "" : `?${pairs.map(([name, content]) => `${name}=${content}`).join("&")}`,
  );
const method = fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS");
const header = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "Bearer",
    "Bearer ",
    "bearer x",
    `Bearer ${agent.apiKey}x`,
    `Basic ${agent.apiKey}`,
    `Bearer ${agent.apiKey}`,
  ),
  fc.constantFrom(
    "2026-05-20",
    "2026-07-08",
    "2026-05-20, 2026-05-20",
    "2020-01-01",
    "x".repeat(4000),
    "application/json",
    "*/*",
    "-1",
    "99999999999",
  ),
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
  }),
);
const hold = (property: fc.IAsyncPropertyWithHooks<never> | fc.IAsyncProperty<never>) =>
  fc.assert(property as fc.IAsyncProperty<never>, { numRuns: runs, endOnFailure: true });

test(
  "no body causes a server error",
  async () => {
    const operation = fc.constantFrom(...restOperations.filter(({ rest }) => rest.method !== "GET"));
    const contentType = fc.constantFrom(
      "application/json",
      "application/json; charset=latin1",
      "text/plain",
      "multipart/form-data",
      "",
    );
    await hold(
      fc.asyncProperty(operation, body, contentType, fc.nat(9), async ({ rest }, bytes, type, die) => {
        const filled = rest.path
          .replace(":organizationId", agent.organizationId)
          .replace(/:(sourceL|l)ibraryId/, agent.libraryId)
          .replace(":assetId", assetId);
        const headers = { ...known(), "content-type": die > 0 ? "application/json" : type };
        await expectSaneAnswer(origin, { method: rest.method, path: filled, headers, body: bytes });
      }) as never,
    );
  },
  timeout,
);

test(
  "no URL causes a server error",
  async () => {
    await hold(
      fc.asyncProperty(method, path, query, async (verb, address, search) => {
        await expectSaneAnswer(origin, { method: verb, path: `${address}${search}`, headers: known() });
      }) as never,
    );
  },
  timeout,
);

test(
  "no headers cause a server error",
  async () => {
    const name = fc.constantFrom(
      ...[
        "authorization",
        "api-version",
        "content-type",
        "accept",
        "range",
        "if-none-match",
        "if-range",
        "origin",
        "cookie",
      ],
      ...[
        "x-forwarded-for",
        "x-forwarded-proto",
        "access-control-request-method",
        "access-control-request-headers",
        "te",
      ],
    );
    const headers = fc.dictionary(name, header, { maxKeys: 4 });
    await hold(
      fc.asyncProperty(method, path, headers, fc.boolean(), async (verb, address, some, withKey) => {
        await expectSaneAnswer(origin, {
          method: verb,
          path: address,
          headers: { ...(withKey && known()), ...some },
        });
      }) as never,
    );
  },
  timeout,
);
