import { UnreadablePicture, type UnreadableReason } from "../bytes/unreadable-picture.ts";
import { sanitiseSvg } from "./sanitise-svg.ts";

// The thread of svg-sanitiser.ts, which may end it at any time. Classes of errors do not survive the way between
// threads, so a refusal is a result.

export type SanitiseResult = { svg: Uint8Array } | { unreadable: UnreadableReason };

export default async function sanitise(bytes: Uint8Array): Promise<SanitiseResult> {
  try {
    return { svg: await sanitiseSvg(bytes) };
  } catch (error) {
    if (error instanceof UnreadablePicture) return { unreadable: error.reason };
    throw error;
  }
}
