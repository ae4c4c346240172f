import { WrongBytes } from "../../../platform/blobs/blobs.ts";

/** What `look` finds, or `otherwise` if the store refuses to give a blob's bytes because they are not those that were written. */
export async function unlessWrong<T>(otherwise: T, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof WrongBytes) return otherwise;
    throw error;
  }
}
