import scalar from "@scalar/fastify-api-reference";
import Fastify from "fastify";

/**
 * The reference's browser script. Scalar's own package needs 270 packages (290 MB). Its Fastify plugin contains the
 * same bundle, so this requests it once from the plugin in a private Fastify.
 */
export async function scalarScript(): Promise<Buffer> {
  const plugin = Fastify();
  await plugin.register(scalar, { routePrefix: "/scalar", configuration: { url: "/openapi.json" } });
  const { statusCode, rawPayload } = await plugin.inject("/scalar/js/scalar.js");
  await plugin.close();
  if (statusCode !== 200) throw new Error(`The API reference's script is missing (${statusCode})`);
  return rawPayload;
}
