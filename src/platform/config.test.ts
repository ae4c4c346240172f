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

test.each(["https://example.com/rookery", "https://example.com/?a=b", "https://example.com/#a"])(
  "PUBLIC_URL refuses %j with a sentence, since pages, cookies and links need the whole host",
  (url) => {
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow(
      "PUBLIC_URL must be an address without a path: give Rookery a host name of its own",
    );
    expect(() => readConfig({ CDN_URL: "https://example.com/cdn" })).not.toThrow();
  },
);

test.each(['https://example.com/"', "https://example.com/?a\\b", "https://example.com/a b"])(
  "PUBLIC_URL and CDN_URL refuse %j, so that links need no escaping",
  (url) => {
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow(ConfigError);
    expect(() => readConfig({ CDN_URL: url })).toThrow(ConfigError);
  },
);

test("S3 settings give one store, and path style with an endpoint of one's own", () => {
  expect(readConfig({})).toMatchObject({ store: "folder", s3: undefined });
  const own = readConfig({ S3_BUCKET: "rookery", S3_ENDPOINT: "http://localhost:9000/", S3_PREFIX: "/a/b/" });
  expect(own).toMatchObject({
    store: "s3",
    s3: { endpoint: "http://localhost:9000", forcePathStyle: true, prefix: "a/b/", credentials: undefined },
  });
  expect(readConfig({ S3_BUCKET: "rookery", STORE: "folder" })).toMatchObject({
    store: "folder",
    s3: { forcePathStyle: false, prefix: "", region: "us-east-1", redirect: false },
  });
});

test.each([
  [{ STORE: "s3" }, "STORE=s3 needs S3_BUCKET, the bucket for the files"],
  [{ S3_ENDPOINT: "http://localhost:9000" }, "S3_ENDPOINT must be set together with S3_BUCKET"],
  [
    { S3_BUCKET: "rookery", S3_ACCESS_KEY_ID: "a" },
    "S3_ACCESS_KEY_ID must be set together with S3_SECRET_ACCESS_KEY",
  ],
  [{ S3_BUCKET: "rookery", S3_KMS_KEY_ID: "a" }, "S3_KMS_KEY_ID needs S3_SERVER_SIDE_ENCRYPTION=aws:kms"],
  [{ S3_BUCKET: "rookery", S3_PREFIX: "../x" }, "S3_PREFIX must be letters"],
  [{ S3_BUCKET: "a b" }, "S3_BUCKET must be the name of a bucket"],
])("%j is a mistake", (settings, sentence) => {
  expect(() => readConfig(settings)).toThrow(sentence);
});

test("allowed hosts are host names and addresses, with or without a port", () => {
  const fetchAllowedHosts = ["minio:9000", "Files.example.com", "10.0.0.5", "[::ffff:10.0.0.5]:9000"];
  expect(readConfig({ FETCH_ALLOWED_HOSTS: fetchAllowedHosts.join(",") })).toMatchObject({
    fetchAllowedHosts,
  });
  for (const wrong of ["http://minio", "minio:99999", "[1:2]", "::1", "a/b"])
    expect(() => readConfig({ FETCH_ALLOWED_HOSTS: wrong }), wrong).toThrow("must be hosts");
});

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

test("one of two sources of embeddings is named", () => {
  const both = {
    LOCAL_EMBEDDINGS: "true",
    EMBEDDINGS_URL: "http://localhost:11434/v1",
    EMBEDDINGS_MODEL: "m",
  };
  expect(() => readConfig(both)).toThrow("LOCAL_EMBEDDINGS and EMBEDDINGS_URL exclude each other");
  expect(readConfig({ ...both, LOCAL_EMBEDDINGS: "false" }).embeddings).toBeDefined();
  expect(readConfig({ LOCAL_EMBEDDINGS: "true" }).localEmbeddings).toBe(true);
});
