import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { cameraOf } from "../src/media/metadata/camera.ts";
import { displayProperties } from "../src/media/metadata/display-xmp.ts";
import { stripMetadataInMemory } from "../src/media/metadata/strip-metadata.ts";
import { timesOfXmp } from "../src/media/metadata/taken-at.ts";
import type { MediaType } from "../src/media/sniff/media-type.ts";
import { sniffBytes, sniffMediaType } from "../src/media/sniff/sniff-media-type.ts";
import { documentLimits, parseWithinLimits } from "../src/transports/graphql/limits.ts";
import { parseJson } from "../src/transports/http/read-body.ts";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { expectLinear, offence, repeated } from "./support/budget.ts";
import { fragmentsOfFiles } from "./support/media/fragments-of-files.ts";

// Nothing that a stranger sends may take time that grows with the square of its size: fragments that begin something, or
// that a parser may read in several ways, are repeated until they fill the input.

const bytesOf = (latin1: string) => Buffer.from(latin1, "latin1");
const filled =
  (head: string, fragment: string, tail = "") =>
  (bytes: number) =>
    bytesOf(head + fragment.repeat(Math.ceil(bytes / fragment.length)) + tail);

// As Node reads a socket: each piece in a turn of its own.
const pieceBytes = 64 * 1024;
async function* asReceived(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield bytes.subarray(at, at + pieceBytes);
    await nextTurn();
  }
}

const json = [
  ...'[{",:\\1-e. \n',
  "[]",
  "{}",
  '"a":',
  '{"a":',
  '["',
  '\\"',
  '"\\',
  "\\u0000",
  "null,",
  "1,",
  '"",',
];
test.each(json)("a JSON body of %j", async (fragment) => {
  await expectLinear(fragment, filled("", fragment), parseJson);
  await expectLinear(fragment, filled('{"a":"', fragment), parseJson);
});

const graphql = [
  ...'{}()[]"#$@!:,| \n',
  ...[
    '"""',
    "...",
    "... a ",
    "a ",
    "a{",
    "{a}",
    "$a:",
    "a(b:",
    '"\\u{',
    "fragment a on b{",
    "query ",
    "@a(b:1)",
  ],
  ...["[1 ", "{a:", "1.", "-", "1e", "..", "a:a ", "...on a{", "#\n"],
];
test.each(graphql)("a GraphQL document of %j", (fragment) => {
  const offences = ["", "{", "query(", '{a(b:"', "{...f} fragment f on F{"].map((head) =>
    offence(
      documentLimits.length,
      (text) => quietly(() => parseWithinLimits(text)),
      (length) => (head + repeated(fragment)(length)).slice(0, length),
    ),
  );
  expect(offences.filter(Boolean)).toEqual([]);
});

function quietly(read: () => unknown): void {
  try {
    read();
  } catch {} // refused
}

describe("over HTTP", async () => {
  const { app } = await testApp();
  const agent = await newAgent(app);
  const authorization = `Bearer ${agent.apiKey}`;

  const part = '--b\r\nContent-Disposition: form-data; name="';
  const multipart = [
    "--",
    "--b",
    "\r\n",
    "\r\n--",
    "\r\n--b\r\n",
    "-",
    "\r",
    ":",
    ";",
    "a: b\r\n",
    '"',
    "\\",
    `${part}a"\r\n\r\n`,
  ];
  test.each(multipart)("a multipart body of %j", async (fragment) => {
    for (const head of ["", part, `${part}files"; filename="`, `${part}files"; filename="a.png"\r\n\r\n`]) {
      await expectLinear(`${head} ${fragment}`, filled(head, fragment, "\r\n--b--\r\n"), (payload) =>
        app.inject({
          method: "POST",
          url: `${agent.library}/assets`,
          headers: {
            "api-version": "2026-05-20",
            authorization,
            "content-type": "multipart/form-data; boundary=b",
          },
          payload: Readable.from(asReceived(payload)),
        }),
      );
    }
  });

  const args = ['"a":1,', '"tags":["a"],', '"query":"(",', '"a":{},', '"__proto__":1,'];
  test.each(args)("MCP arguments of %j", async (fragment) => {
    const call =
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_assets","arguments":{';
    await expectLinear(fragment, filled(call, fragment, '"z":1}}}'), (payload) =>
      app.inject({
        method: "POST",
        url: "/mcp",
        headers: {
          authorization,
          host: "localhost:3000",
          accept: "application/json, text/event-stream",
          "content-type": "application/json",
        },
        payload,
      }),
    );
  });
});

const xmp = [
  ..."exif:DateTimeOriginal|exif:DateTimeOriginal=\"|exif:DateTimeOriginal>|xmp:CreateDate |photoshop:DateCreated='1".split(
    "|",
  ),
  ...'hdrgm:a|hdrgm:a=|hdrgm:a="1|GPano:a>1|<hdrgm:a>|<hdrgm:a> |<rdf:Seq>|<rdf:li>1</rdf:li>|<rdf:li>| |<|>|"|1|a'.split(
    "|",
  ),
  ..."<hdrgm:a><rdf:Seq>|<hdrgm:a><rdf:Seq><rdf:li>1</rdf:li>|</hdrgm:a>|:|.|2008-10-22T16:28:39".split("|"),
];
test.each(xmp)("an XMP packet of %j", async (fragment) => {
  for (const head of ["", "<hdrgm:a>", "<hdrgm:a><rdf:Seq>"]) {
    await expectLinear(fragment, filled(head, fragment), (packet) => [
      timesOfXmp(packet),
      displayProperties(packet.toString("latin1")),
    ]);
  }
});

const entries = [
  "\0",
  "\xff",
  "\x87\x69\0\x04\0\0\0\x01\0\0\0\x08",
  "\x01\x0f\0\x02\0\0\xff\xff\0\0\0\x08",
  "\x90\x03\0\x02\xff\xff\xff\xff\0\0\0\0",
];
test.each(entries)("an EXIF block of %j", async (fragment) => {
  await expectLinear(fragment, filled("MM\0*\0\0\0\x08\xff\xff", fragment), (exif) => cameraOf({ exif }));
});

const fileCases = Object.entries(fragmentsOfFiles).flatMap(([type, { heads, fragments }]) =>
  heads.flatMap((head) => fragments.map((fragment) => ({ type: type as MediaType, head, fragment }))),
);
test.each(fileCases)("a file of $type with $fragment", async ({ type, head, fragment }) => {
  const make = filled(head, fragment);
  await expectLinear(fragment, make, (bytes) => stripMetadataInMemory(bytes, type));
  await expectLinear(fragment, make, (bytes) => sniffMediaType(bytes.subarray(0, sniffBytes)));
});
