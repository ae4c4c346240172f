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
  if ((given.S3_ACCESS_KEY_ID === undefined) !== (given.S3_SECRET_ACCESS_KEY === undefined))
    mistakes.push("S3_ACCESS_KEY_ID must be set together with S3_SECRET_ACCESS_KEY");
  if (given.S3_KMS_KEY_ID !== undefined && given.S3_SERVER_SIDE_ENCRYPTION !== "aws:kms")
    mistakes.push("S3_KMS_KEY_ID needs S3_SERVER_SIDE_ENCRYPTION=aws:kms");
  return mistakes;
}

const MB = 1024 * 1024;

type Read = z.output<z.ZodObject<typeof s3Shape>>;

export function storesOf(s: Read): { store: "folder" | "s3"; s3: S3Settings | undefined } {
  return { store: s.STORE ?? (s.S3_BUCKET === undefined ? "folder" : "s3"), s3: s3Of(s) };
}

function s3Of(s: Read): S3Settings | undefined {
  if (s.S3_BUCKET === undefined) return undefined;
  const prefix = (s.S3_PREFIX ?? "").replace(/^\/+|\/+$/g, "");
  return {
    bucket: s.S3_BUCKET,
    endpoint: s.S3_ENDPOINT,
    region: s.S3_REGION,
    credentials:
      s.S3_ACCESS_KEY_ID && s.S3_SECRET_ACCESS_KEY
        ? { accessKeyId: s.S3_ACCESS_KEY_ID, secretAccessKey: s.S3_SECRET_ACCESS_KEY }
        : undefined,
    // Most stores that people run themselves have no host name for each bucket.
    forcePathStyle: s.S3_FORCE_PATH_STYLE ?? s.S3_ENDPOINT !== undefined,
    prefix: prefix === "" ? "" : `${prefix}/`,
    encryption: s.S3_SERVER_SIDE_ENCRYPTION && {
      algorithm: s.S3_SERVER_SIDE_ENCRYPTION,
      kmsKeyId: s.S3_KMS_KEY_ID,
    },
    redirect: s.S3_REDIRECT,
    copiesBytesMax: s.S3_COPIES_MB * MB,
  };
}
