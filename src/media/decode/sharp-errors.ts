import { UnreadablePicture, type UnreadableReason } from "../bytes/unreadable-picture.ts";

/**
 * Awaits a sharp call and turns its errors about the file into `UnreadablePicture`. Errors about how we called sharp
 * are rethrown as they are. Use it for reading only (`metadata`, `toBuffer`): a full disk would look like damage.
 */
export async function translateSharpErrors<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || callerMistake.test(error.message)) throw error;
    throw new UnreadablePicture(reasonOf(error.message), { cause: error });
  }
}

const callerMistake = /^Expected |Input file is missing/;

/** libvips and its loaders report errors as sentences without codes. Anything not listed here is damage. */
const reasonByMessage: [RegExp, UnreadableReason][] = [
  [/pixel limit|too large|dimensions? exceed/i, "tooManyPixels"],
  [/^timeout/i, "tooSlow"],
  [/exceeded more than/i, "tooComplex"],
  [/out of memory|alloc/i, "tooMuchMemory"],
  [/not been built in|unsupported|unimplemented|not implemented/i, "unsupported"],
  [
    /premature|truncat|unexpected end|end of (file|data|stream|input)|EOF|too short|bad seek|read error|not enough/i,
    "endsEarly",
  ],
];

function reasonOf(message: string): UnreadableReason {
  return reasonByMessage.find(([pattern]) => pattern.test(message))?.[1] ?? "damaged";
}
