import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { access, chown, link, mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { startupError } from "./database/startup-error.ts";

const ivBytes = 12;
const tagBytes = 16;

/** The server's secret, from which a key for each purpose is derived. */
export interface Secret {
  /** AES-256-GCM: IV, ciphertext, tag. Opening needs the same `context`. */
  seal(plain: string, context: string): Buffer;
  /** Throws when the bytes were changed, or sealed with another secret or context. */
  open(sealed: Buffer, context: string): string;
  /** 32 bytes that identify the secret without revealing it. */
  fingerprint: Buffer;
  /** A 256-bit key for one purpose, by HKDF-SHA-256. The same salt and purpose give the same key. */
  derive(salt: Buffer, purpose: string): Buffer;
}

export function secretFrom(master: string): Secret {
  const key = Buffer.from(hkdfSync("sha256", master, "", "rookery sealed tokens", 32));
  return {
    fingerprint: Buffer.from(hkdfSync("sha256", master, "", "rookery secret fingerprint", 32)),
    derive: (salt, purpose) => Buffer.from(hkdfSync("sha256", master, salt, purpose, 32)),
    seal(plain, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
      return Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivBytes))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(-tagBytes));
      return decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, "utf8") + decipher.final("utf8");
    },
  };
}

/** Reads the master secret from the data folder, or creates it (mode 0600). */
export async function masterSecretIn(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  return secretInFile(join(dataDir, "secret"));
}

/** Reads a master secret from a file, which is created if there is none (mode 0600). */
export async function secretInFile(path: string): Promise<string> {
  if (!(await exists(path))) await makeSecret(path);
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < 32) {
    throw startupError(`${path} is damaged: restore it from a backup, or set ROOKERY_SECRET.`);
  }
  return secret;
}

/** Where a rotation keeps the new secret of a data folder until the database has changed to it. */
export const nextSecretFile = (dataDir: string): string => join(dataDir, "secret.next");

/**
 * Puts the next secret of a data folder in the place of the present one, which is kept as `secret.until-…`: backups from before
 * can be read with it alone.
 */
export async function takeNextSecret(dataDir: string, at: Date): Promise<string> {
  const former = join(dataDir, `secret.until-${at.toISOString().replace(/[:.]/g, "-")}`);
  await link(join(dataDir, "secret"), former);
  // Root may rotate for a server that runs as another user.
  const { uid, gid } = await stat(former);
  if (process.getuid?.() === 0) await chown(nextSecretFile(dataDir), uid, gid);
  await rename(nextSecretFile(dataDir), join(dataDir, "secret"));
  const folder = await open(dataDir);
  await folder.sync().catch(() => {}); // Windows syncs no folders
  await folder.close();
  return former;
}

/** Writes to a temporary file and links it, so that of two first starts one wins and none reads half a secret. */
async function makeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  await file.writeFile(`${randomBytes(32).toString("base64url")}\n`);
  await file.sync();
  await file.close();
  await link(draft, path).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(draft);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
