import fc from "fast-check";
import { expect, test } from "vitest";
import { newAgent } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { expectSaneAnswer } from "./support/transports/fuzzed.ts";

// Takes a second or two. For a long run: `FUZZ_RUNS=100000 npx vitest run test/fuzz-multipart.test.ts`.
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const timeout = 30_000 + runs * 20;

const { app } = await testApp();
const origin = await app.listen();
const agent = await newAgent(app);
const png = await picture();
const known = { "api-version": "2026-05-20", authorization: `Bearer ${agent.apiKey}` };

const whole = Buffer.concat([
  Buffer.from('--b\r\nContent-Disposition: form-data; name="parentId"\r\n\r\n\r\n'),
  Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
  ),
  png,
  Buffer.from(
    '\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="b.txt"\r\n\r\nhello\r\n--b--\r\n',
  ),
]);
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      "--b",
      "\r\n--b\r\n",
      "--b--",
      "\r\n\r\n",
      "\r",
      "\n",
      "\0",
      '"',
      ";",
      ":",
      "name=",
      "filename*=UTF-8''%ff",
      "%",
    ],
    ...[
      'Content-Disposition: form-data; name="files"',
      "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n",
    ],
    ...[
      "Content-Transfer-Encoding: base64\r\n",
      "Content-Type: application/json\r\n",
      "Content-Type: text/plain; charset=x\r\n",
    ],
    ...['name="__proto__"', 'name=""', "\xff\xfe", "x".repeat(100_000), "A: b\r\n".repeat(3000)],
  ),
  fc.string(),
);
const at = fc.nat(whole.length);
const change = fc.record({ from: at, length: fc.oneof(fc.constant(0), fc.nat(60)), piece });
const boundary = fc.constantFrom(
  ...["b", "b", "b", "b", '"b"', "", "c", "x".repeat(300), "\xff", "b; boundary=c", '"b', "b\\"],
);

test(
  "no multipart framing causes a server error, and the next upload succeeds",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 3 }),
        fc.option(at),
        boundary,
        async (changes, cut, named) => {
          let bytes: Buffer = whole;
          for (const { from, length, piece } of changes) {
            bytes = Buffer.concat([
              bytes.subarray(0, from),
              Buffer.from(piece, "latin1"),
              bytes.subarray(from + length),
            ]);
          }
          const headers = { ...known, "content-type": `multipart/form-data; boundary=${named}` };
          const sent = { method: "POST", path: `${agent.library}/assets`, headers };
          await expectSaneAnswer(origin, { ...sent, body: cut === null ? bytes : bytes.subarray(0, cut) });
        },
      ),
      { numRuns: runs, endOnFailure: true },
    );
    expect((await agent.upload({ "a.png": png })).status).toBe(200);
  },
  timeout,
);
