import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NotOpened, opening, sealedMagic } from "./sealed-stream.ts";

/** What a file holds, decrypted if it is encrypted. Throws `NotOpened` if that needs a passphrase. */
export async function openedSource(source: Readable, passphrase: string | undefined): Promise<Readable> {
  const { isSealed, whole } = await beginning(source);
  if (!isSealed) return whole;
  if (passphrase !== undefined) return throughAll(whole, opening(passphrase));
  source.destroy();
  throw new NotOpened(
    "The file is encrypted. Give its passphrase in BACKUP_PASSPHRASE or with --passphrase-file.",
  );
}

/** The last stream, which fails with the first. */
export function throughAll(from: Readable, to: Transform): Readable {
  pipeline(from, to).catch(() => {}); // who reads `to` gets the error
  return to;
}

/** Looks at the first bytes, which remain in the stream. */
async function beginning(source: Readable): Promise<{ isSealed: boolean; whole: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  while (head.length < sealedMagic.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* whole() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  const isSealed = head.subarray(0, sealedMagic.length).equals(sealedMagic);
  return { isSealed, whole: Readable.from(whole(), { objectMode: false }) };
}
