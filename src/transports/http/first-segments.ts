import type { FastifyInstance } from "fastify";

/** The first segments of the paths of all routes that are added from now on, such as `organizations`. */
export function firstSegments(app: FastifyInstance): ReadonlySet<string> {
  const segments = new Set<string>();
  app.addHook("onRoute", ({ url }) => {
    const first = url.split("/")[1];
    if (first && !/[:*]/.test(first)) segments.add(first);
  });
  return segments;
}
