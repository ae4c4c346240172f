import { resolve } from "node:path";
import { z } from "zod";
import { findProgram } from "./find-program.ts";
import { type ModelSettings, modelMistakes, modelPairs, modelShape, modelsOf } from "./model-settings.ts";
import { type StoreSettings, s3Mistakes, s3Shape, storesOf } from "./s3-settings.ts";
import { address, flag, host, hosts, proxies, readable, whole } from "./setting-types.ts";
import { oidcPairs, type SignInSettings, signInOf, signInShape } from "./sign-in-settings.ts";

/** The environment variables. Scripts and docs use their names. */
const Settings = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: host.optional(),
  CDN_URL: address("https", "http").optional(),
  CDN_PURGE_URL: address("https", "http").optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be an address that starts with postgres://")
    .optional(),
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be an address that starts with postgres://")
    .optional(),
  DATABASE_REPLICA_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be an address that starts with postgres://")
    .optional(),
  ROOKERY_SECRET: z.string().min(32, "must be at least 32 characters of randomness").optional(),
  SMTP_URL: address("smtp", "smtps").optional(),
  MAIL_FROM: z.string().default("Rookery <rookery@localhost>"),
  TRUST_PROXY: proxies.optional(),
  TLS_CERT: readable.optional(),
  TLS_KEY: readable.optional(),
  ALLOW_HTTP: flag.default(false),
  ROLE: z.enum(["all", "web", "worker"], "must be all, web or worker").default("all"),
  FILE_MAX_MB: whole(1, 10_000).default(100),
  URL_FILE_MAX_MB: whole(1, 100_000).default(1024),
  FETCH_ALLOWED_HOSTS: hosts.optional(),
  CLAIM_DAYS: whole(1, 3650).default(30),
  UNCLAIMED_PER_EMAIL: whole(1, 1000).default(3),
  UNCLAIMED_STORAGE_MB: whole(1, 1_000_000).default(250),
  TRASH_DAYS: whole(1, 3650).default(30),
  FREE_DISK_MB_MIN: whole(0, 1_000_000_000).default(500),
  ANONYMOUS_STARTS: flag.default(true),
  STARTS_PER_HOUR: whole(1, 1_000_000).default(1000),
  MCP_OAUTH: flag.default(true),
  MCP_ANONYMOUS: flag.default(true),
  ...signInShape,
  LEAKED_KEYS: z.enum(["revoke", "flag"], "must be revoke or flag").default("revoke"),
  LEAK_SCANNER_KEYS_URL: address("https", "http").default(
    "https://api.github.com/meta/public_keys/secret_scanning",
  ),
  MAILS_PER_HOUR: whole(0, 1_000_000).default(2000),
  STOP_SECONDS: whole(0, 3600).default(10),
  OPERATOR_PORT: whole(0, 65_535).optional(),
  OPERATOR_TOKEN: z.string().min(16, "must be at least 16 characters of randomness").optional(),
  MEMORY_CACHE_MB: whole(0, 100_000).default(64),
  PICTURE_MEMORY_MB: whole(128, 16_000).default(464),
  VIDEO_POSTERS: flag.default(true),
  RENDITION_CACHE_MB: whole(1, 100_000_000).default(2048),
  SERVE_PRIVATE_METADATA: flag.default(false),
  ...s3Shape,
  ...modelShape,
  RATE_LIMIT_PER_MINUTE: whole(0, 1_000_000).default(0),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
});

const MB = 1024 * 1024;

/** All settings, in the units that the code uses. */
export interface Config extends StoreSettings, SignInSettings, ModelSettings {
  port: number;
  host: string;
  /** The URL at which people and agents reach this server, without a slash at the end. */
  publicUrl: string;
  /** The URL that links to files start with, without a slash at the end. */
  cdnUrl: string;
  /** Where to tell a CDN which links no longer work. */
  cdnPurgeUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  /** The server behind a pooler, if `databaseUrl` is the pooler's. */
  databaseDirectUrl: string | undefined;
  /** A streaming replica, for reads that may be a moment behind. */
  databaseReplicaUrl: string | undefined;
  secret: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  trustProxy: string[];
  tls: { certFile: string; keyFile: string } | undefined;
  allowHttp: boolean;
  role: "all" | "web" | "worker";
  fileBytesMax: number;
  urlFileBytesMax: number;
  /** `host:port`, or `host`, of servers from which files may be fetched even at private addresses. */
  fetchAllowedHosts: string[];
  claimDays: number;
  unclaimedPerEmail: number;
  unclaimedStorageBytesMax: number;
  trashDays: number;
  /** Uploads are refused while the disk has less left. */
  freeDiskBytesMin: number;
  /** Whether libraries and tenants can be started without an account. */
  anonymousStarts: boolean;
  /** How many of each the whole server takes in an hour. */
  startsPerHour: number;
  /** Whether apps can connect by OAuth. */
  mcpOAuth: boolean;
  /** Whether `/mcp` answers what needs no key. */
  mcpAnonymous: boolean;
  /** What happens to a key that is public. */
  leakedKeys: "revoke" | "flag";
  /** Where the public keys of GitHub's secret scanning are. */
  leakScannerKeysUrl: string;
  /** How many mails the whole server sends in an hour; 0 is no limit. */
  mailsPerHour: number;
  /** How long requests and jobs may continue after a stop signal. */
  stopSeconds: number;
  /** Where health with details and metrics are served without a token. */
  operatorPort: number | undefined;
  /** Lets its holder see them at the server's own port. */
  operatorToken: string | undefined;
  /** The size of the in-memory cache of small files. */
  memoryCacheBytes: number;
  /** What the decoder of one picture may take. */
  pictureMemoryMb: number;
  /** The program that takes a frame of each video, if it is installed. */
  ffmpeg: string | undefined;
  /** The size of the renditions on disk that links asked for. */
  renditionCacheBytes: number;
  servePrivateMetadata: boolean;
  rateLimitPerMinute: number;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

/** Lists every mistake in the settings. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(
      `The settings have ${mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`}:\n${mistakes.map((m) => `  ${m}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.mistakes = mistakes;
  }
}

const settingsOfOneKind = [["TLS_CERT", "TLS_KEY"], ...modelPairs, ...oidcPairs] as const;

function pairMistakes(given: Record<string, string | undefined>): string[] {
  const mistakes = settingsOfOneKind
    .filter(([one, other]) => (given[one] === undefined) !== (given[other] === undefined))
    .map(([one, other]) => `${one} must be set together with ${other}`);
  for (const name of ["DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"])
    if (given[name] !== undefined && given.DATABASE_URL === undefined)
      mistakes.push(`${name} must be set together with DATABASE_URL`);
  return mistakes;
}

/** Reads the settings; an empty value counts as not set. Throws `ConfigError` with every mistake. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  mistakes.push(...pairMistakes(given), ...s3Mistakes(given), ...modelMistakes(given));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const s = parsed.data;
  const publicUrl = s.PUBLIC_URL ?? `${s.TLS_CERT ? "https" : "http"}://localhost:${s.PORT}`;
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl,
    cdnUrl: s.CDN_URL ?? `${publicUrl}/cdn`,
    cdnPurgeUrl: s.CDN_PURGE_URL,
    dataDir: resolve(s.DATA_DIR),
    databaseUrl: s.DATABASE_URL,
    databaseDirectUrl: s.DATABASE_DIRECT_URL,
    databaseReplicaUrl: s.DATABASE_REPLICA_URL,
    secret: s.ROOKERY_SECRET,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    trustProxy: s.TRUST_PROXY ?? [],
    tls: s.TLS_CERT && s.TLS_KEY ? { certFile: s.TLS_CERT, keyFile: s.TLS_KEY } : undefined,
    allowHttp: s.ALLOW_HTTP,
    role: s.ROLE,
    fileBytesMax: s.FILE_MAX_MB * MB,
    urlFileBytesMax: s.URL_FILE_MAX_MB * MB,
    fetchAllowedHosts: s.FETCH_ALLOWED_HOSTS ?? [],
    claimDays: s.CLAIM_DAYS,
    unclaimedPerEmail: s.UNCLAIMED_PER_EMAIL,
    unclaimedStorageBytesMax: s.UNCLAIMED_STORAGE_MB * MB,
    trashDays: s.TRASH_DAYS,
    freeDiskBytesMin: s.FREE_DISK_MB_MIN * MB,
    anonymousStarts: s.ANONYMOUS_STARTS,
    startsPerHour: s.STARTS_PER_HOUR,
    mcpOAuth: s.MCP_OAUTH,
    mcpAnonymous: s.MCP_ANONYMOUS,
    ...signInOf(s),
    leakedKeys: s.LEAKED_KEYS,
    leakScannerKeysUrl: s.LEAK_SCANNER_KEYS_URL,
    mailsPerHour: s.MAILS_PER_HOUR,
    stopSeconds: s.STOP_SECONDS,
    operatorPort: s.OPERATOR_PORT,
    operatorToken: s.OPERATOR_TOKEN,
    memoryCacheBytes: s.MEMORY_CACHE_MB * MB,
    pictureMemoryMb: s.PICTURE_MEMORY_MB,
    ffmpeg: s.VIDEO_POSTERS ? findProgram("ffmpeg", environment.PATH) : undefined,
    renditionCacheBytes: s.RENDITION_CACHE_MB * MB,
    servePrivateMetadata: s.SERVE_PRIVATE_METADATA,
    ...storesOf(s),
    ...modelsOf(s),
    rateLimitPerMinute: s.RATE_LIMIT_PER_MINUTE,
    logLevel: s.LOG_LEVEL,
  };
}
