import { z } from "zod";
import { address, flag, whole } from "./setting-types.ts";

/** Where uploaded files are kept, and how to reach the S3-compatible store. */
export interface S3Settings {
  bucket: string;
  /** Undefined for Amazon's own. */
  endpoint: string | undefined;
  region: string;
  /** Undefined: the SDK looks for a role of the machine, or for the variables and files of the AWS command line. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
  /** Whether the bucket is in the path instead of the host name. */
  forcePathStyle: boolean;
  /** Begins every key. Empty, or with a slash at the end. */
  prefix: string;
  encryption: { algorithm: "AES256" | "aws:kms"; kmsKeyId: string | undefined } | undefined;
  /** Whether links to originals are answered with a redirect to the store. */
  redirect: boolean;
  /** The size of the local copies of originals that are being rendered. */
  copiesBytesMax: number;
}

export const s3Shape = {
  STORE: z.enum(["folder", "s3"], "must be folder or s3").optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[A-Za-z0-9._-]{3,63}$/, "must be the name of a bucket, such as rookery-files")
    .optional(),
  S3_ENDPOINT: address("https", "http").optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.optional(),
  S3_PREFIX: z
    .string()
    .regex(
      /^\/*[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\/*$/,
      "must be letters, digits and . _ -, in folders such as rookery/files",
    )
    .optional(),
  S3_SERVER_SIDE_ENCRYPTION: z.enum(["AES256", "aws:kms"], "must be AES256 or aws:kms").optional(),
  S3_KMS_KEY_ID: z.string().optional(),
  S3_REDIRECT: flag.default(false),
  S3_COPIES_MB: whole(1, 100_000_000).default(1024),
  BACKUP_S3_ENDPOINT: address("https", "http").optional(),
  BACKUP_S3_REGION: z.string().optional(),
  BACKUP_S3_ACCESS_KEY_ID: z.string().optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().optional(),
};

type Given = Record<string, string | undefined>;

/** The mistakes that concern more than one setting. */
export function s3Mistakes(given: Given): string[] {
  const mistakes: string[] = [];
  const needsBucket = ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_PREFIX"].find((name) => given[name]);
  if (given.S3_BUCKET === undefined) {
    if (given.STORE === "s3") mistakes.push("STORE=s3 needs S3_BUCKET, the bucket for the files");
    else if (needsBucket) mistakes.push(`${needsBucket} must be set together with S3_BUCKET`);
  }
  for (const prefix of ["", "BACKUP_"]) {
    const [id, secret] = [`${prefix}S3_ACCESS_KEY_ID`, `${prefix}S3_SECRET_ACCESS_KEY`];
    if ((given[id] === undefined) !== (given[secret] === undefined))
      mistakes.push(`${id} must be set together with ${secret}`);
  }
  if (given.S3_KMS_KEY_ID !== undefined && given.S3_SERVER_SIDE_ENCRYPTION !== "aws:kms")
    mistakes.push("S3_KMS_KEY_ID needs S3_SERVER_SIDE_ENCRYPTION=aws:kms");
  return mistakes;
}

const MB = 1024 * 1024;

type Read = z.output<z.ZodObject<typeof s3Shape>>;

/** A store without a bucket, which `s3://BUCKET/KEY` names. */
export type BackupS3 = Omit<S3Settings, "bucket" | "prefix">;

export interface StoreSettings {
  /** Where new files go. Others are read from the other store, if there is one. */
  store: "folder" | "s3";
  s3: S3Settings | undefined;
  backupS3: BackupS3;
}

export function storesOf(s: Read): StoreSettings {
  return {
    store: s.STORE ?? (s.S3_BUCKET === undefined ? "folder" : "s3"),
    s3: s3Of(s),
    backupS3: backupS3Of(s),
  };
}

/** Where backups go. What is not set is as for the files. */
function backupS3Of(s: Read): BackupS3 {
  const endpoint = s.BACKUP_S3_ENDPOINT ?? s.S3_ENDPOINT;
  const own = credentialsOf(s.BACKUP_S3_ACCESS_KEY_ID, s.BACKUP_S3_SECRET_ACCESS_KEY);
  return {
    endpoint,
    region: s.BACKUP_S3_REGION ?? s.S3_REGION,
    credentials: own ?? credentialsOf(s.S3_ACCESS_KEY_ID, s.S3_SECRET_ACCESS_KEY),
    forcePathStyle: s.S3_FORCE_PATH_STYLE ?? endpoint !== undefined,
    encryption: encryptionOf(s),
    redirect: false,
    copiesBytesMax: 0,
  };
}

const credentialsOf = (accessKeyId?: string, secretAccessKey?: string) =>
  accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;

const encryptionOf = ({ S3_SERVER_SIDE_ENCRYPTION: algorithm, S3_KMS_KEY_ID: kmsKeyId }: Read) =>
  algorithm && { algorithm, kmsKeyId };

function s3Of(s: Read): S3Settings | undefined {
  if (s.S3_BUCKET === undefined) return undefined;
  const prefix = (s.S3_PREFIX ?? "").replace(/^\/+|\/+$/g, "");
  return {
    bucket: s.S3_BUCKET,
    endpoint: s.S3_ENDPOINT,
    region: s.S3_REGION,
    credentials: credentialsOf(s.S3_ACCESS_KEY_ID, s.S3_SECRET_ACCESS_KEY),
    // Most stores that people run themselves have no host name for each bucket.
    forcePathStyle: s.S3_FORCE_PATH_STYLE ?? s.S3_ENDPOINT !== undefined,
    prefix: prefix === "" ? "" : `${prefix}/`,
    encryption: encryptionOf(s),
    redirect: s.S3_REDIRECT,
    copiesBytesMax: s.S3_COPIES_MB * MB,
  };
}
