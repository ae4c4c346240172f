import { PassThrough, Readable } from "node:stream";
import { Server } from "@tus/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { findResumable } from "../../features/library/assets/upload/resumable/store.ts";
import { fail } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { assetHeaders, type Finish, removeUpload } from "./finish.ts";
import { checksumOf, protocolHeaders } from "./headers.ts";
import { openLocker } from "./locker.ts";
import { PartStore } from "./part-store.ts";
import { ProtocolError, uploadUnknown } from "./protocol-error.ts";
import type { Admitted, TusServices } from "./services.ts";
import type { GivenMetadata } from "./start.ts";

/** Who a request of the protocol comes from. */
export interface Subject {
  /** The upload that it is about; undefined when it starts one. */
  admitted?: Admitted;
  /** Starts the upload, after the protocol's headers were checked. */
  start?(given: GivenMetadata): Promise<Admitted>;
}

/** Answers one request of the protocol. `method` may differ from the request's. */
export type Protocol = (
  request: FastifyRequest,
  reply: FastifyReply,
  subject: Subject,
  method?: string,
) => Promise<FastifyReply>;

/** `@tus/server` on the parts of uploads. Each request has a server of its own, which knows who asks and for which upload. */
export function openProtocol(services: TusServices, path: string, finish: Finish): Protocol {
  const locker = openLocker();

  return async (request, reply, subject, method = request.method) => {
    const url = `${services.config.publicUrl}${path}`;
    let { admitted } = subject;
    let fault: unknown;
    const mine = (): Admitted => {
      if (!admitted) throw uploadUnknown();
      return admitted;
    };
    const store = new PartStore(services, {
      checksum: checksumOf(request),
      async find() {
        const found = await findResumable(services.database, linkTokenHash(mine().token));
        if (!found) throw uploadUnknown();
        return found;
      },
      async remove() {
        if (await removeUpload(services, mine().upload.id)) return;
        throw fail.input("This upload is finished. Delete its asset instead.");
      },
    });
    const server = new Server({
      path,
      datastore: store,
      locker,
      lockDrainTimeout: 1,
      async namingFunction(_request, given = {}) {
        admitted = await subject.start?.(given);
        return mine().token;
      },
      getFileIdFromRequest: () => mine().token,
      generateUrl: (_request, { id }) => `${url}/${id}`,
      onUploadFinish: async () => ({ headers: await assetHeaders(services, await finish(mine())) }),
      onResponseError(_request, error) {
        fault = error;
        return undefined;
      },
    });
    const body = method === "PATCH" || method === "POST" ? { body: bodyOf(request), duplex: "half" } : {};
    const answer = await server.handleWeb(
      new Request(`${url}/${admitted?.token ?? ""}`, { method, headers: protocolHeaders(request), ...body }),
    );
    if (fault instanceof Error && !("status_code" in fault)) throw fault;
    if (answer.status >= 400) throw new ProtocolError(answer.status, `${(await answer.text()).trim()}.`);
    if (reply.sent) return reply; // the body was too slow
    return reply.code(answer.status).headers(answerHeaders(answer, admitted)).send();
  };
}

const told = [
  "location",
  "upload-offset",
  "upload-length",
  "upload-metadata",
  "cache-control",
  "asset-id",
  "asset-url",
  "duplicate-of",
];

function answerHeaders(
  { headers, status }: Response,
  admitted: Admitted | undefined,
): Record<string, string> {
  const kept = Object.fromEntries(
    told.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const isOpen = admitted !== undefined && kept["asset-id"] === undefined && headers.has("upload-offset");
  const expires = isOpen || status === 201 ? admitted?.upload.expiresAt.toUTCString() : undefined;
  return { ...kept, ...(expires !== undefined && { "upload-expires": expires }) };
}

/** What arrives while a part is opened. */
const waitingBytesMax = 256 * 1024;

/** The body of a request. If its connection breaks off, it ends there: what has arrived is kept. */
function bodyOf({ raw }: FastifyRequest): ReadableStream {
  const body = new PassThrough({ highWaterMark: waitingBytesMax });
  raw.once("close", () => body.end());
  raw.pipe(body);
  return Readable.toWeb(body) as ReadableStream;
}
