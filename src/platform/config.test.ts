import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

test("every setting has a default", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:3000",
    cdnUrl: "http://localhost:3000/cdn",
    databaseUrl: undefined,
    role: "all",
    fileBytesMax: 100 * 1024 * 1024,
    claimDays: 30,
    trashDays: 30,
  });
});

test("an empty value counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test("links use PUBLIC_URL", () => {
  const config = readConfig({ PUBLIC_URL: "https://pictures.example.com/" });
  expect(config).toMatchObject({
    publicUrl: "https://pictures.example.com",
    cdnUrl: "https://pictures.example.com/cdn",
  });
});

test.each(['https://example.com/"', "https://example.com/?a\\b", "https://example.com/a b"])(
  "PUBLIC_URL and CDN_URL refuse %j, so that links need no escaping",
  (url) => {
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow(ConfigError);
    expect(() => readConfig({ CDN_URL: url })).toThrow(ConfigError);
  },
);

test("an error lists all mistakes, each with its setting", () => {
  try {
    readConfig({
      TRUST_PROXY: "nginx",
      PORT: "http",
      ROLE: "boss",
      SMTP_URL: "mail.example.com",
      FILE_MAX_MB: "-1",
      TLS_CERT: process.execPath,
    });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { mistakes } = error as ConfigError;
    for (const name of ["PORT", "ROLE", "SMTP_URL", "FILE_MAX_MB", "TLS_CERT"]) {
      expect(mistakes.filter((mistake) => mistake.startsWith(`${name} `))).toHaveLength(1);
    }
  }
});
