import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Fastify from "fastify";

/** Where `npm pack` puts the script, so that the package does without Scalar's 20 MB. */
export const packedScript = join(import.meta.dirname, "reference.js");

/** The reference's browser script. */
export const referenceScript = (): Promise<Buffer> =>
  existsSync(packedScript) ? readFile(packedScript) : scriptOfPlugin();

/**
 * Scalar's own package needs 270 packages (290 MB). Its Fastify plugin contains the same bundle, so this requests it once
 * from the plugin in a private Fastify.
 */
async function scriptOfPlugin(): Promise<Buffer> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const plugin = Fastify();
  await plugin.register(scalar, { routePrefix: "/scalar", configuration: { url: "/openapi.json" } });
  const { statusCode, rawPayload } = await plugin.inject("/scalar/js/scalar.js");
  await plugin.close();
  if (statusCode !== 200) throw new Error(`The API reference's script is missing (${statusCode})`);
  return rawPayload;
}
