import { UnreadablePicture, type UnreadableReason } from "./unreadable-picture.ts";

/**
 * sharp's answer, or its complaint about the file as an `UnreadablePicture`; complaints about our use of it stay bugs.
 * For reading alone (metadata, `toBuffer`): a full disk would look like damage.
 */
export async function readableOrNot<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Error) || ourFault.test(error.message)) throw error;
    throw new UnreadablePicture(reasonOf(error.message), { cause: error });
  }
}

const ourFault = /^Expected |Input file is missing/;

/** libvips and its loaders have no codes, only sentences; what none of these names is damage. */
const complaints: [RegExp, UnreadableReason][] = [
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
  return complaints.find(([pattern]) => pattern.test(message))?.[1] ?? "damaged";
}
