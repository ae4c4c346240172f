import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  type FoundSecret,
  reportFromScanner,
} from "../../features/identity/keys/leaks/report-from-scanner.ts";
import type { IdentityServices } from "../../features/identity/services.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import { fail } from "../../kernel/failure.ts";
import { strangersLimits } from "../../kernel/strangers.ts";
import { answerFailure } from "../http/answer-failure.ts";
import { requireHttps } from "../http/credentials.ts";
import { parseJson, readBody } from "../http/read-body.ts";
import { githubSignatures } from "./github-signature.ts";

type LeakServices = IdentityServices & Pick<LibraryServices, "publicFetch">;

/** GitHub's message: an array of what it found. Fields that it may add are ignored. */
const Found = z
  .array(z.object({ token: z.string().max(200), url: z.string().optional(), source: z.string().optional() }))
  .max(1000);

const bodyBytesMax = 1024 * 1024;
const limits = { perNetworkMax: 600, perServerMax: 6000 };

/**
 * `POST /leaked-keys/github`, for GitHub's secret scanning. The answer to a signed message is the same whether or not a
 * key exists, and nobody else gets to a key at all.
 */
export async function leakRoutes(app: FastifyInstance, services: LeakServices): Promise<void> {
  const { config, publicFetch, clock, rateLimits } = services;
  const isSigned = githubSignatures(config.leakScannerKeysUrl, publicFetch, clock);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => answerFailure(services, request, reply, error));

  app.post("/leaked-keys/github", async (request, reply) => {
    requireHttps(services, request);
    for (const { bucket, max, windowSeconds } of strangersLimits("leak reports", request.ip, limits))
      await rateLimits.spendFrom(bucket, max, windowSeconds);
    const body = await readBody(request, bodyBytesMax);
    const { "github-public-key-identifier": keyId, "github-public-key-signature": signature } =
      request.headers;
    if (!(await isSigned(body, keyId, signature)))
      throw fail.forbidden("Only messages signed by GitHub's secret scanning are accepted.");
    const found = Found.safeParse(parseJson(body));
    if (!found.success) throw fail.input("Send an array of {token, type, url, source}, at most 1,000.");
    const secrets = new Map<string, FoundSecret>(found.data.map((secret) => [secret.token, secret]));
    const by = { scanner: "GitHub secret scanning", requestId: request.id };
    for (const secret of secrets.values()) await reportFromScanner(services, secret, by);
    return reply.code(204).send();
  });
}
