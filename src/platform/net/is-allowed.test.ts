import { expect, test } from "vitest";
import { isAllowed } from "./is-allowed.ts";

test.each([
  ["files.example.com", "https://files.example.com/a"],
  ["Files.Example.COM:8080", "http://files.example.com:8080/"],
  ["files.example.com:443", "https://files.example.com/"],
  ["10.0.0.5:9000", "http://10.0.0.5:9000/"],
  ["[::1]", "http://[::1]/"],
  ["[0:0:0:0:0:0:0:1]:9000", "http://[::1]:9000/"],
  ["[::ffff:10.0.0.5]", "http://[::ffff:10.0.0.5]/"],
  ["[2001:DB8::0:5]:80", "http://[2001:db8::5]/"],
])("%s allows %s", (allowed, url) => {
  expect(isAllowed(new URL(url), [allowed])).toBe(true);
});

test.each([
  ["files.example.com", "http://files.example.com:8080/"],
  ["files.example.com:8080", "http://files.example.com/"],
  ["files.example.com", "http://other.example.com/"],
  ["[::1]:9000", "http://[::1]:9001/"],
  ["[::ffff:10.0.0.5]", "http://10.0.0.5/"],
])("%s does not allow %s", (allowed, url) => {
  expect(isAllowed(new URL(url), [allowed])).toBe(false);
});
