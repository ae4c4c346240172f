/** A decode was cut short by a busy machine. It says nothing about the file: try again later. */
export class DecodeInterrupted extends Error {
  override readonly name = "DecodeInterrupted";
}
