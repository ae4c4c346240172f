import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const all = {
  OIDC_ISSUER: "https://login.example.com/team/",
  OIDC_CLIENT_ID: "rookery",
  OIDC_CLIENT_SECRET: "secret",
};

test("a provider for single sign-on is named by three settings, and has a name for its button", () => {
  expect(readConfig({}).oidc).toBeUndefined();
  const given = { issuer: "https://login.example.com/team", clientId: "rookery", clientSecret: "secret" };
  expect(readConfig(all).oidc).toEqual({ ...given, name: "your organization" });
  expect(readConfig({ ...all, OIDC_NAME: "Acme" }).oidc?.name).toBe("Acme");
});

test.each([
  [{ ...all, OIDC_CLIENT_SECRET: "" }, "OIDC_CLIENT_ID must be set together with OIDC_CLIENT_SECRET"],
  [{ ...all, OIDC_CLIENT_ID: "" }, "OIDC_ISSUER must be set together with OIDC_CLIENT_ID"],
  [{ ...all, OIDC_ISSUER: "http://login.example.com" }, "OIDC_ISSUER must start with https://"],
  [{ ...all, OIDC_ISSUER: "login.example.com" }, "OIDC_ISSUER must be an address"],
])("a mistake in them is named: %j", (given, mistake) => {
  expect(() => readConfig(given)).toThrow(mistake);
});

test("a provider on the same machine needs no TLS", () => {
  expect(readConfig({ ...all, OIDC_ISSUER: "http://localhost:8080/" }).oidc?.issuer).toBe(
    "http://localhost:8080",
  );
});
