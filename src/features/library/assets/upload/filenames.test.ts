import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { picture } from "../../../../../test/support/files.ts";
import { cleanFilename, nameOf } from "./staging/funnel.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const png = await picture();

test.each([
  ["cat.png", "cat.png", "cat"],
  ["../../etc/passwd.png", "passwd.png", "passwd"],
  ["C:\\Users\\ada\\cat.png", "cat.png", "cat"],
  ["/", "untitled", "untitled"],
  ["..", "untitled", "untitled"],
  ["", "untitled", "untitled"],
  ["   ", "untitled", "untitled"],
  ["a\0b\x1b[31m.png", "ab[31m.png", "ab[31m"],
  [".png", ".png", ".png"],
  ["archive.tar.gz", "archive.tar.gz", "archive.tar"],
  ["Dr.Smith", "Dr.Smith", "Dr.Smith"],
  ["Dr.Smith.jpeg", "Dr.Smith.jpeg", "Dr.Smith"],
  ["St.Paul", "St.Paul", "St.Paul"],
  ["version 1.2", "version 1.2", "version 1.2"],
  ["cat.JPG", "cat.JPG", "cat"],
  ["cat.Jpg", "cat.Jpg", "cat"],
  ["holiday.webp", "holiday.webp", "holiday"],
  ['12" vinyl.png', '12" vinyl.png', '12" vinyl'],
  ["3.14 is pi. Nice", "3.14 is pi. Nice", "3.14 is pi. Nice"],
  ["Grüße 🦜 日本.png", "Grüße 🦜 日本.png", "Grüße 🦜 日本"],
  ["lone \ud800 surrogate.png", "lone \ufffd surrogate.png", "lone \ufffd surrogate"],
  ["photo\u202egpj.exe", "photogpj.exe", "photogpj"],
  ["in\u2066vis\u200bi\u200eble\ufeff.png", "invisible.png", "invisible"],
  ["👩\u200d👧 می\u200cخواهم.png", "👩\u200d👧 می\u200cخواهم.png", "👩\u200d👧 می\u200cخواهم"],
  ["__proto__", "__proto__", "__proto__"],
])("%j is stored as %j, and the asset is named %j", (given, filename, name) => {
  expect(cleanFilename(given)).toBe(filename);
  expect(nameOf(filename)).toBe(name);
});

test("a name is cut to 255 characters, never inside a character", () => {
  const clean = cleanFilename(`${"🦜".repeat(300)}.png`);
  expect(clean).toBe("🦜".repeat(255));
});

test.each([
  ["UTF-8 as browsers send it", 'filename="Grüße 🦜.png"', "Grüße 🦜.png"],
  ["the extended form", "filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%F0%9F%A6%9C.png", "Grüße 🦜.png"],
  ["a path", 'filename="../../../etc/cron.d/job.png"', "job.png"],
  ["quotes", 'filename="say \\"hi\\".png"', 'say "hi".png'],
  ["quotes as browsers send them", 'filename="12%22 vinyl.png"', '12" vinyl.png'],
  ["other percent signs", 'filename="100%25 %20.png"', "100%25 %20.png"],
  ["a line end as browsers send it", 'filename="a%0D%0Ab.png"', "ab.png"],
  ["no name", 'filename=""', "untitled"],
  ["a very long one", `filename="${"x".repeat(5000)}.png"`, "x".repeat(255)],
])("the filename of an upload is kept: %s", async (_, parameter, filename) => {
  const body = Buffer.concat([
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="files"; ${parameter}\r\nContent-Type: image/png\r\n\r\n`,
    ),
    png,
    Buffer.from("\r\n--b--\r\n"),
  ]);
  const { data } = await agent.request("POST", `${agent.library}/assets`, body, {
    "content-type": "multipart/form-data; boundary=b",
  });
  expect(data.assets[0].filename).toBe(filename);
  expect((await agent.get(`${agent.library}/assets/${data.assets[0].id}`)).data.filename).toBe(filename);
});
