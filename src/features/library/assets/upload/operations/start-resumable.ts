import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../../kernel/fields.ts";
import { dayMs } from "../../../../../platform/clock.ts";
import { linkTokenHash, newLinkToken } from "../../../../../platform/link-token.ts";
import { requireFreeDisk } from "../../../../../platform/storage-full.ts";
import { defineOperation } from "../../../services.ts";
import { AssetId } from "../../asset.ts";
import { OnDuplicate } from "../duplicate.ts";
import { insertResumable, reservedBy } from "../resumable/store.ts";
import { cleanFilename } from "../staging/funnel.ts";
import { lockStorage } from "../storage.ts";
import { mustTakeViews } from "../store.ts";
import { spendUploadToken } from "../tokens/store.ts";

/** How long an upload may take, with all its pauses. Its parts are staged files, which are kept for a day. */
export const resumableForMs = dayMs;

// Each is a row and at least one file. People who upload a folder of films have some dozens.
const unfinishedMax = 1_000;

export const startResumableUpload = defineOperation({
  name: "startResumableUpload",
  noun: "Assets",
  summary: "Start an upload that arrives in parts",
  description: "Reserves the file's storage before its first byte. The file is sent by tus 1.0.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    filename: text(1024).default(""),
    parentId: AssetId.optional(),
    onDuplicate: OnDuplicate,
    bytes: z.int().min(1),
    /** `Upload-Metadata` as the client sent it: it is told again. */
    metadata: text(8192).default(""),
    /** The upload address that it is started by, which is used up, and the secret of its own address, which follows from it. */
    address: z.strictObject({ tokenSha256: z.instanceof(Buffer), token: text(43) }).optional(),
  }),
  output: z.object({ token: z.string(), expiresAt: z.iso.datetime() }),
  fails: [
    "RESOURCE_NOT_FOUND",
    "CONFLICT",
    "PAYLOAD_TOO_LARGE",
    "STORAGE_LIMIT_EXCEEDED",
    "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
  ],
  async run({ database, clock, config }, input, caller) {
    const { bytes, parentId = null, address } = input;
    const token = address?.token ?? newLinkToken();
    const library = granted(caller, input.libraryId, "write").id;
    if (bytes > config.fileBytesMax) {
      throw fail.tooLarge(`The file is larger than ${Math.floor(config.fileBytesMax / 1024 / 1024)} MB.`);
    }
    await requireFreeDisk(config.dataDir, config.freeDiskBytesMin + bytes);
    const expiresAt = new Date(clock.now().getTime() + resumableForMs);
    await database.transaction(async (tx) => {
      const checkStorage = await lockStorage(tx, config, caller.organization.id);
      checkStorage([{ bytes }]);
      const { uploads } = await reservedBy(tx, caller.organization.id);
      if (uploads >= unfinishedMax) throw tooMany();
      if (parentId !== null) await mustTakeViews(tx, library, parentId);
      if (address && !(await spendUploadToken(tx, address.tokenSha256))) {
        throw fail.conflict("This upload address was already used. Ask for a new one.");
      }
      await insertResumable(tx, {
        tokenSha256: linkTokenHash(token),
        organizationId: caller.organization.id,
        libraryId: library,
        keyId: caller.kind === "key" ? caller.key.id : null,
        accountId: caller.kind === "session" ? caller.account.id : null,
        addressIsCredential: address !== undefined,
        filename: cleanFilename(input.filename),
        parentId,
        onDuplicate: input.onDuplicate,
        metadata: input.metadata,
        bytes,
        expiresAt,
      });
    });
    return { token, expiresAt: expiresAt.toISOString() };
  },
});

const tooMany = () =>
  fail.conflict(
    `This organization has ${unfinishedMax} unfinished uploads. Finish some, or delete them with DELETE.`,
  );
