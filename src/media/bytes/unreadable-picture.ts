/** Why a file could not be made into a picture: a closed list, each one plain sentence for the person who uploaded it. */
const sentences = {
  endsEarly: "The file ends early.",
  damaged: "The file is damaged.",
  unsupported: "The file uses a variant of its format that cannot be read here.",
  empty: "The file has no picture in it.",
  tooManyPixels: "The picture has too many pixels.",
  tooLarge: "The file is too large for its format.",
  tooSlow: "The picture takes too long to draw.",
  tooMuchMemory: "The picture needs too much memory to draw.",
  tooComplex: "The file has too many parts.",
  notUtf8: "This SVG is not written in UTF-8. Save it as UTF-8 and upload it again.",
  notXml: "This SVG is not well-formed XML.",
  notSvg: "This file is XML, but not an SVG.",
  entities: "This SVG declares its own XML entities. Save it without them and upload it again.",
  locationStays: "This video holds its location in a way that cannot be removed.",
} as const;

export type UnreadableReason = keyof typeof sentences;

/** A file that cannot be read, through no fault of ours. `message` is safe to show; anything else thrown is a bug. */
export class UnreadablePicture extends Error {
  override readonly name = "UnreadablePicture";
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(sentences[reason], options);
    this.reason = reason;
  }
}
