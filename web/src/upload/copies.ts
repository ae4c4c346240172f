interface Place {
  organizationId: string;
  libraryId: string;
}

/** New copies of files that a library already had. */
export interface CopiesInLibrary extends Place {
  ids: string[];
}

const perCallMax = 100;

/** Collects copies among the current uploads, to move them to the trash if wanted. */
export class Copies {
  #groups: CopiesInLibrary[] = [];

  get count(): number {
    return this.#groups.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  add({ organizationId, libraryId }: Place, id: string): void {
    const group = this.#groups.find(
      (one) =>
        one.organizationId === organizationId && one.libraryId === libraryId && one.ids.length < perCallMax,
    );
    if (group) group.ids.push(id);
    else this.#groups.push({ organizationId, libraryId, ids: [id] });
  }

  /** Returns the copies in groups for one call each, and forgets them. */
  take(): CopiesInLibrary[] {
    return this.#groups.splice(0);
  }
}
