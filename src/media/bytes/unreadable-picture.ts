const saveTiff = "Save it with LZW or ZIP compression, without tiles, and upload it again.";

/** The reasons why a file cannot be read, each with a sentence for the person who uploaded it. */
const sentences = {
  endsEarly: "The file is incomplete.",
  damaged: "The file is damaged.",
  unsupported: "This variant of the file format is not supported. Export it as JPEG or PNG and upload that.",
  tiffCompression: `This kind of TIFF is not supported (its compression). ${saveTiff}`,
  tiffTiles: `This kind of TIFF is not supported (tiles with separate colour planes). ${saveTiff}`,
  tiffChannels:
    "This kind of TIFF is not supported (more than five channels). Delete the additional ones and upload it again.",
  tiffDepth:
    "This kind of TIFF is not supported (its bit depth). Save it with 8 or 16 bits per channel and upload it again.",
  tiffColour:
    "This kind of TIFF is not supported (its colour space). Save it as RGB, grey or CMYK and upload it again.",
  empty: "The file contains no picture.",
  noFfmpeg: "Videos have a thumbnail where ffmpeg is installed.",
  noPreview: "This raw photograph has no preview in it. Export it as JPEG or TIFF and upload that.",
  tooManyPixels: "The picture has too many pixels. Make it smaller and upload it again.",
  tooLarge: "The file is too large for its format. Make it smaller and upload it again.",
  tooSlow: "The picture takes too long to render.",
  tooMuchMemory:
    "The picture is too large to decode. Make it smaller, or save it as JPEG, and upload it again.",
  tooComplex: "The file has too many parts.",
  notUtf8: "The characters of this SVG cannot be read. Save it as UTF-8 and upload it again.",
  notXml: "This SVG is not well-formed XML.",
  notSvg: "This file is XML, but not an SVG.",
  entities: "This SVG uses XML entities other than plain text. Save it without them and upload it again.",
  locationStays: "The location in this video could not be removed. Remove it and upload the video again.",
} as const;

export type UnreadableReason = keyof typeof sentences;

/** The file itself cannot be read. `message` is safe to show. Any other error is a bug. */
export class UnreadablePicture extends Error {
  override readonly name = "UnreadablePicture";
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(sentences[reason], options);
    this.reason = reason;
  }
}
