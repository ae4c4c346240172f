import type { Readable } from "node:stream";
import { DataStore, Metadata, Upload } from "@tus/server";
import {
  type Checksum,
  ChecksumMismatch,
  receiveParts,
} from "../../features/library/assets/upload/resumable/parts.ts";
import type { ResumableUpload } from "../../features/library/assets/upload/resumable/store.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import { extensions } from "./headers.ts";
import { checksumWrong } from "./protocol-error.ts";

export interface StoreOfOne {
  /** Finds the upload anew: another process may have gone on with it. */
  find(): Promise<ResumableUpload>;
  remove(): Promise<void>;
  checksum: Checksum | undefined;
}

/** The parts of one upload, as `@tus/server` wants to store them. Each request has its own. */
export class PartStore extends DataStore {
  override extensions = extensions;
  private readonly services: LibraryServices;
  private readonly one: StoreOfOne;

  constructor(services: LibraryServices, one: StoreOfOne) {
    super();
    this.services = services;
    this.one = one;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, received, metadata } = await this.one.find();
    return new Upload({
      id,
      size: bytes,
      offset: received,
      ...(metadata !== "" && { metadata: Metadata.parse(metadata) }),
    });
  }

  override async write(source: Readable, _id: string, offset: number): Promise<number> {
    const { checksum } = this.one;
    try {
      return await receiveParts(this.services, await this.one.find(), offset, source, checksum);
    } catch (error) {
      throw error instanceof ChecksumMismatch ? checksumWrong() : error;
    }
  }

  override remove(): Promise<void> {
    return this.one.remove();
  }
}
