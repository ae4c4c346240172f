import { cancelUpload } from "../transfer/parts.ts";
import type { UploadSource } from "../transfer/source.ts";
import {
  type ReplaceOptions,
  replaceFile,
  type UploadedAsset,
  type UploadOptions,
  uploadFile,
} from "../transfer/upload.ts";
import type { Asset, CallOptions } from "../types.ts";
import { Resource } from "./resource.ts";

/** Files of a library. */
export class Assets extends Resource {
  /** Newest first, or by `sort`. */
  readonly list = this.numbered(
    "GET /organizations/{organizationId}/libraries/{libraryId}/assets",
    (items) => ({ items }),
    50,
  );
  /** Finds by words in names, descriptions and tags, in all libraries that the key reaches or in some. */
  readonly search = this.numbered(
    "GET /organizations/{organizationId}/search/assets",
    ({ hits, found }) => ({ items: hits, total: found }),
    20,
  );
  readonly get = this.method("GET /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}");
  /** Moves files to the trash, from where they can be restored for 30 days. */
  readonly delete = this.method("DELETE /organizations/{organizationId}/libraries/{libraryId}/assets");
  readonly restore = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/assets/restore");
  readonly describe = this.method(
    "PATCH /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/description",
  );
  /** Moves files to another library. Their links stay. */
  readonly transfer = this.method(
    "POST /organizations/{organizationId}/libraries/{libraryId}/assets/transfer",
  );
  /** Turns, mirrors or crops a picture. The original is kept. */
  readonly edit = this.method(
    "PUT /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/edits",
  );
  /** Undoes all edits. */
  readonly revert = this.method(
    "DELETE /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/edits",
  );
  /** Needs a person: an access token from OAuth. */
  readonly setApproval = this.method(
    "PATCH /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/approval",
  );
  /** Makes a variant the asset's own picture, at the same id and link. */
  readonly promote = this.method(
    "POST /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/promote",
  );
  /** A link to a file, signed if the library is private. */
  readonly link = this.method(
    "POST /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/link",
  );
  readonly links = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/assets/links");
  /** An address that gives many files as one ZIP. */
  readonly createDownload = this.method(
    "POST /organizations/{organizationId}/libraries/{libraryId}/downloads",
  );
  /** Addresses that take one file without a key: give one to a page or a program that should have no key. */
  readonly createUpload = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/uploads");

  /** Uploads a file: a small one in one request, a large one in parts, which go on after a broken connection. */
  upload(file: UploadSource, options?: UploadOptions): Promise<UploadedAsset> {
    return uploadFile(this.core, file, options);
  }

  /** Ends an upload in parts that is not finished, and frees its storage. */
  cancelUpload(uploadUrl: string, options: CallOptions = {}): Promise<void> {
    return cancelUpload(this.core, uploadUrl, options);
  }

  /** Puts another file in the place of an asset's, at the same id and link. */
  replaceFile(assetId: string, file: UploadSource, options: ReplaceOptions = {}): Promise<Asset> {
    return replaceFile(this.core, assetId, file, options);
  }
}
