import Fastify from "fastify";

/**
 * The reference's browser script. Scalar publishes it on its own only among 270 packages (290 MB); its Fastify plugin
 * carries the same bundle, so that is asked for it, once and behind closed doors.
 */
export async function referenceScript(): Promise<Buffer> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const plugin = Fastify();
  await plugin.register(scalar, { routePrefix: "/scalar", configuration: { url: "/openapi.json" } });
  const { statusCode, rawPayload } = await plugin.inject("/scalar/js/scalar.js");
  await plugin.close();
  if (statusCode !== 200) throw new Error(`The API reference has no script (${statusCode})`);
  return rawPayload;
}
