import type { FastifyReply, FastifyRequest } from "fastify";
import { findResumable, type ResumableUpload } from "../../features/library/assets/upload/resumable/store.ts";
import type { Access } from "../../kernel/access.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import { fail } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { credentialsOf } from "../http/credentials.ts";
import { sessionCredentials } from "../session/credentials.ts";
import { uploadExpired, uploadUnknown } from "./protocol-error.ts";
import type { Admitted, TusServices } from "./services.ts";

const writeHere: Access = { kind: "library", level: "write", fields: ["libraryId"] };

/** Where an upload goes, as operations name it. */
export const targetOf = ({ organizationSlug, librarySlug }: ResumableUpload) => ({
  organizationId: organizationSlug,
  libraryId: librarySlug,
});

interface Asked {
  token: string;
  inApp: boolean;
}

/** Admits a request about an upload: its key or person must still be allowed to write to the library. */
export async function admit(
  services: TusServices,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<Admitted> {
  const { clock, load, authenticate, rateLimits } = services;
  if (load.refuses("heavy")) throw fail.overloaded();
  const admitted = await find(services, request, reply, asked);
  const { upload, credentials } = admitted;
  const caller = await authenticate(writeHere, credentials, targetOf(upload));
  await rateLimits.spend(caller, credentials.noteLimit);
  if (upload.expiresAt <= clock.now()) throw uploadExpired();
  return admitted;
}

/** Finds an upload for its key or person, whose access is not checked yet. */
export async function find(
  services: TusServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, inApp }: Asked,
): Promise<Admitted> {
  const upload = await findResumable(services.database, linkTokenHash(token));
  if (!upload || (upload.accountId !== null) !== inApp) throw uploadUnknown();
  return { token, upload, credentials: await credentialsFor(services, upload, request, reply) };
}

/** Those of the key or person that started the upload. Nobody else can go on with it. */
async function credentialsFor(
  services: TusServices,
  { keyId, accountId, addressIsCredential }: ResumableUpload,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Credentials> {
  if (keyId === null) {
    const credentials = await sessionCredentials(services, request, reply);
    if (credentials.session && credentials.session.account.id !== accountId) throw uploadUnknown();
    return credentials;
  }
  const credentials = credentialsOf("rest", request);
  const { keyCache } = services;
  if (addressIsCredential) {
    const live = await keyCache.findById(keyId);
    if (!live) throw uploadUnknown();
    return { ...credentials, live };
  }
  const sent = credentials.token === undefined ? undefined : await keyCache.find(credentials.token);
  if (sent && sent.key.id !== keyId) throw uploadUnknown();
  return credentials;
}
