import type { Destination } from "./send.ts";

/** Uploads to tag with the name of their folder. */
export interface FolderTag extends Destination {
  tag: string;
  assetIds: string[];
}

const perCallMax = 100;

/** Collects uploads by folder, and tags them with its name if wanted. */
export class FolderTags {
  #isWanted = false;
  #untagged: FolderTag[] = [];
  readonly #names = new Set<string>();
  readonly #tag: (uploads: FolderTag) => unknown;

  constructor(tag: (uploads: FolderTag) => unknown) {
    this.#tag = tag;
  }

  get isWanted(): boolean {
    return this.#isWanted;
  }

  get names(): string[] {
    return [...this.#names];
  }

  /** Offers a folder's name as a tag. */
  offer(folder: string): void {
    this.#names.add(folder);
  }

  /** Adds an uploaded file. Tags full groups, if wanted. */
  add({ organizationId, libraryId }: Destination, tag: string, assetId: string): void {
    const group = this.#untagged.find(
      (one) =>
        one.tag === tag &&
        one.organizationId === organizationId &&
        one.libraryId === libraryId &&
        one.assetIds.length < perCallMax,
    );
    if (group) group.assetIds.push(assetId);
    else this.#untagged.push({ organizationId, libraryId, tag, assetIds: [assetId] });
  }

  /** Tags uploads from now on. `flush` tags the ones that are already done. */
  want(): void {
    this.#isWanted = true;
  }

  /** Tags all uploads added so far, if wanted. */
  flush(): void {
    if (!this.#isWanted) return;
    for (const group of this.#untagged.splice(0)) this.#tag(group);
  }

  /** Drops the batch. */
  clear(): void {
    this.#isWanted = false;
    this.#untagged = [];
    this.#names.clear();
  }
}
