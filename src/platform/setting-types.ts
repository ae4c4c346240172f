import { accessSync, constants } from "node:fs";
import ipaddr from "ipaddr.js";
import { z } from "zod";

// What the values of settings look like. Messages complete the sentence that starts with the setting's name.

export const flag = z
  .enum(["true", "false", "1", "0"], "must be true or false")
  .transform((text) => text === "true" || text === "1");
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be ${min} or more`).max(max, `must be ${max} or less`));
export const address = (...protocols: string[]) =>
  z
    .url({
      protocol: new RegExp(`^(${protocols.join("|")})$`),
      error: `must be an address that starts with ${protocols.map((p) => `${p}://`).join(" or ")}`,
    })
    .refine((url) => !/["\\\s\p{Cc}]/u.test(url), 'must not contain spaces, " or \\')
    .transform((url) => url.replace(/\/+$/, ""));

/** The address of a host, all of which is ours. */
export const host = address("https", "http").refine((url) => {
  const { pathname, search, hash } = new URL(url);
  return pathname === "/" && search === "" && hash === "";
}, "must be an address without a path: give Rookery a host name of its own, such as https://pictures.example.com");

const listOf = (isItem: (item: string) => boolean, error: string) =>
  z
    .string()
    .refine((text) => list(text).every(isItem), error)
    .transform(list);
export const proxies = listOf(
  (item) =>
    ["loopback", "linklocal", "uniquelocal"].includes(item) ||
    ipaddr.isValid(item) ||
    ipaddr.isValidCIDR(item),
  "must be addresses or ranges, such as 10.0.0.1 or 10.0.0.0/8",
);
export const hosts = listOf(
  (item) => /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(item) && URL.canParse(`http://${item}`),
  "must be hosts, such as files.example.com:8080",
);
/** Anybody, people who were invited, or also people with an address at one of these domains. */
export type SignUp = { kind: "open" | "invited" } | { kind: "domain"; domains: string[] };

export const signUp = z
  .string()
  .regex(
    /^(open|invited|domain:[\w-]+(\.[\w-]+)+(,[\w-]+(\.[\w-]+)+)*)$/,
    "must be open, invited, or domain: with domains, such as domain:example.org,example.com",
  )
  .transform((text): SignUp => {
    if (text === "open" || text === "invited") return { kind: text };
    return { kind: "domain", domains: text.slice("domain:".length).toLowerCase().split(",") };
  });
export const readable = z.string().refine(isReadable, "must name a file that can be read");

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function list(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
