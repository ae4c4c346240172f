import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";

// A stream sealed with a passphrase: docs/backup-format.md. The STREAM construction of Hoang, Reyhanitabar, Rogaway and
// Vizár with AES-256-GCM, as in age and Tink: chunks can't be changed, swapped, left out or cut off.

export const sealedMagic = Buffer.from("ROOKERY-SEALED1\n");
const saltBytes = 16;
const prefixBytes = 7;
const headerBytes = sealedMagic.length + 3 + saltBytes + prefixBytes;
const tagBytes = 16;
const chunkBytes = 64 * 1024;
// About 0.3 s and 128 MB.
const cost = { logN: 17, r: 8, p: 1 };
// A file could ask for any amount of memory.
const logNMax = 20;

/** The file is not what it should be: another passphrase, or bytes that were changed. */
export class NotOpened extends Error {}

/** Encrypts what is written to it. */
export function sealing(passphrase: string): Transform {
  const [salt, prefix] = [randomBytes(saltBytes), randomBytes(prefixBytes)];
  const header = Buffer.concat([sealedMagic, Buffer.from([cost.logN, cost.r, cost.p]), salt, prefix]);
  let key: Buffer | undefined;
  return chunked(chunkBytes, async (chunk, index, isLast) => {
    key ??= await keyOf(passphrase, header);
    const cipher = createCipheriv("aes-256-gcm", key, nonce(prefix, index, isLast)).setAAD(header);
    const sealed = [cipher.update(chunk), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(index === 0 ? [header, ...sealed] : sealed);
  });
}

/** Decrypts. Fails with `NotOpened`. */
export function opening(passphrase: string): Transform {
  let header = Buffer.alloc(0);
  let key: Buffer | undefined;
  const chunks = chunked(chunkBytes + tagBytes, async (chunk, index, isLast) => {
    if (header.length < headerBytes || chunk.length < tagBytes) throw new NotOpened("The file is cut off.");
    key ??= await keyOf(passphrase, header);
    const decipher = createDecipheriv("aes-256-gcm", key, nonce(header.subarray(-prefixBytes), index, isLast))
      .setAAD(header)
      .setAuthTag(chunk.subarray(-tagBytes));
    try {
      return Buffer.concat([decipher.update(chunk.subarray(0, -tagBytes)), decipher.final()]);
    } catch {
      throw new NotOpened(
        index === 0
          ? "The passphrase does not fit the file, or its start was changed."
          : "The file was changed, or is cut off.",
      );
    }
  });
  const { _transform: transform } = chunks;
  chunks._transform = (bytes: Buffer, encoding, done) => {
    const missing = headerBytes - header.length;
    if (missing > 0) header = Buffer.concat([header, bytes.subarray(0, missing)]);
    transform.call(chunks, bytes.subarray(Math.max(missing, 0)), encoding, done);
  };
  return chunks;
}

function keyOf(passphrase: string, header: Buffer): Promise<Buffer> {
  const [logN = 0, r = 0, p = 0] = header.subarray(sealedMagic.length);
  if (logN > logNMax || r !== cost.r || p !== cost.p)
    throw new NotOpened("The file's header asks for more than this version allows.");
  const salt = header.subarray(sealedMagic.length + 3, sealedMagic.length + 3 + saltBytes);
  const N = 2 ** logN;
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize("NFC"), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

/** 7 random bytes of the file, the chunk's number, and whether it is the last. */
function nonce(prefix: Buffer, index: number, isLast: boolean): Buffer {
  const counter = Buffer.alloc(5);
  counter.writeUInt32BE(index);
  counter[4] = isLast ? 1 : 0;
  return Buffer.concat([prefix, counter]);
}

/** Passes on chunks of a size. The last one may be shorter, and is empty only if there is no other. */
function chunked(
  size: number,
  convert: (chunk: Buffer, index: number, isLast: boolean) => Promise<Buffer>,
): Transform {
  let held: Buffer[] = [];
  let bytes = 0;
  let index = 0;

  async function take(stream: Transform): Promise<void> {
    const all = Buffer.concat(held);
    let start = 0;
    // The last chunk is known only at the end, so a full one is held until more arrives.
    for (; all.length - start > size; start += size)
      stream.push(await convert(all.subarray(start, start + size), index++, false));
    held = [all.subarray(start)];
    bytes = all.length - start;
  }

  const ended = (work: Promise<void>, done: TransformCallback) => void work.then(() => done(), done);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held.push(chunk);
      bytes += chunk.length;
      if (bytes > size) ended(take(this), done);
      else done();
    },
    flush(done) {
      const last = async () => void this.push(await convert(Buffer.concat(held), index, true));
      ended(take(this).then(last), done);
    },
  });
}
