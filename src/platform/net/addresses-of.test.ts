import { isIP } from "node:net";
import { expect, test } from "vitest";
import { addressesOf, type Resolvers } from "./addresses-of.ts";

const unasked = () => Promise.reject(new Error("The name was looked up."));
const names =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: isIP(address) }));
const reached = async (
  url: string,
  lookup = unasked as () => ReturnType<ReturnType<typeof names>>,
  allowed: string[] = [],
) => reachedWith(url, { public: lookup, system: lookup }, allowed);
const reachedWith = async (url: string, resolvers: Resolvers, allowed: string[] = []) =>
  (await addressesOf(new URL(url), allowed, resolvers, AbortSignal.timeout(1000))).map(
    ({ address }) => address,
  );

test("a public server has all addresses of its name, on ports 80 and 443", async () => {
  const lookup = names("93.184.216.34", "2606:2800:220:1::1");
  for (const url of ["http://example.com/", "https://example.com/", "https://example.com:80/"])
    expect(await reached(url, lookup), url).toEqual(["93.184.216.34", "2606:2800:220:1::1"]);
  expect(await reached("http://93.184.216.34/")).toEqual(["93.184.216.34"]);
  expect(await reached("http://[2606:2800:220:1::1]/")).toEqual(["2606:2800:220:1::1"]);
});

test.each([
  ["an address", "http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/"],
  ["an IPv6 address", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[::]/"],
  ["one number", "http://2130706433/", "http://0x7f000001/", "http://017700000001/"],
  ["octal and hex parts", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://127.1/", "http://0/"],
  ["other scripts", "http://１２７.０.０.１/", "http://127。0。0。1/"],
])("loopback and private addresses written as %s are refused", async (_, ...urls) => {
  for (const url of urls) expect(await reached(url), url).toEqual([]);
});

test.each([
  ["one that is not public", ["10.0.0.1"]],
  ["several of which one is not public", ["93.184.216.34", "127.0.0.1"]],
  ["several of which one is not public in IPv6", ["93.184.216.34", "fd00::1"]],
  ["none", []],
])("a name with %s is refused", async (_, addresses) => {
  expect(await reached("http://example.com/", names(...addresses))).toEqual([]);
});

test.each(["http://93.184.216.34:22/", "http://example.com:8080/", "https://example.com:6379/"])(
  "%s is refused because of its port",
  async (url) => {
    expect(await reached(url)).toEqual([]);
  },
);

test("only allowed hosts are resolved by the system's resolver", async () => {
  const resolvers = { public: names("93.184.216.34"), system: names("10.0.0.7") };
  const allowed = ["files.internal:9000"];
  expect(await reachedWith("http://files.internal:9000/", resolvers, allowed)).toEqual(["10.0.0.7"]);
  expect(await reachedWith("http://files.internal/", resolvers, allowed)).toEqual(["93.184.216.34"]);
});

test("a name that leads to a private address later is refused from then on", async () => {
  const answers = [["93.184.216.34"], ["10.0.0.7"], ["93.184.216.34", "127.0.0.1"]];
  const lookup = () => names(...(answers.shift() ?? []))();
  expect(await reached("http://rebound.test/", lookup)).toEqual(["93.184.216.34"]);
  expect(await reached("http://rebound.test/", lookup)).toEqual([]);
  expect(await reached("http://rebound.test/", lookup)).toEqual([]);
});

test("an allowed host is written in any case, with a port or for the ports of the web", async () => {
  const lookup = names("10.0.0.7");
  const tried = async (allowed: string, ...urls: string[]) =>
    (await Promise.all(urls.map((url) => reached(url, lookup, [allowed])))).map(({ length }) => length);
  const urls = ["http://files.internal/", "https://files.internal/", "http://files.internal:9000/"];
  expect(await tried("files.internal", ...urls)).toEqual([1, 1, 0]);
  expect(await tried("Files.Internal:9000", ...urls)).toEqual([0, 0, 1]);
  expect(await reached("http://[::1]:9000/", undefined, ["[::1]:9000"])).toEqual(["::1"]);
  expect(await tried("internal", ...urls)).toEqual([0, 0, 0]);
});

test("an allowed host may have a private address, on its allowed port only", async () => {
  const lookup = names("10.0.0.7");
  expect(await reached("http://files.internal:9000/", lookup, ["files.internal:9000"])).toEqual(["10.0.0.7"]);
  expect(await reached("http://files.internal/", lookup, ["files.internal:80"])).toEqual(["10.0.0.7"]);
  expect(await reached("http://files.internal/", lookup, ["files.internal:9000"])).toEqual([]);
  expect(await reached("http://other.internal:9000/", lookup, ["files.internal:9000"])).toEqual([]);
});
