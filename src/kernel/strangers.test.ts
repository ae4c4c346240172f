import { expect, test } from "vitest";
import { mailboxOf, strangersLimits } from "./strangers.ts";

const most = { perNetworkMax: 60, perServerMax: 1000 };
const buckets = (address: string) =>
  strangersLimits("start", address, most).map(({ bucket, max }) => [bucket, max]);

test("the 65,536 networks of one subscriber share a limit", () => {
  expect(buckets("2001:db8:1:2::1")).toEqual([
    ["start 2001:db8:1:2::/64", 60],
    ["start 2001:db8:1::/48", 240],
    ["start on this server", 1000],
  ]);
  expect(buckets("2001:db8:1:ffff::9")).toContainEqual(["start 2001:db8:1::/48", 240]);
});

test("an IPv4 address counts by itself, also where it is written as IPv6", () => {
  expect(buckets("::ffff:192.0.2.1")).toEqual(buckets("192.0.2.1"));
  expect(buckets("192.0.2.1")[0]).toEqual(["start 192.0.2.1", 60]);
});

test("calls from this machine count only towards the server's limit", () => {
  for (const address of ["127.0.0.1", "::1"])
    expect(buckets(address)).toEqual([["start on this server", 1000]]);
});

test.each([
  ["Ada@Example.com", "ada@example.com"],
  ["ada+x@example.com", "ada@example.com"],
  ["ada+x+y@example.com", "ada@example.com"],
  ["+x@example.com", "+x@example.com"],
])("%s belongs to the mailbox %s", (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox));
