import { Resource } from "./resource.ts";

/** Libraries of pictures, videos and documents. */
export class Libraries extends Resource {
  /** The libraries that the key reaches. */
  readonly list = this.numbered("GET /organizations/{organizationId}/libraries", (items) => ({ items }), 50);
  /** The key may write to the new library at once. */
  readonly create = this.method("POST /organizations/{organizationId}/libraries");
  /** Its id stays, and so do its links. */
  readonly rename = this.method("PATCH /organizations/{organizationId}/libraries/{libraryId}");
  /** Makes links to files work only when they are signed, or all links again. */
  readonly setPrivacy = this.method("PUT /organizations/{organizationId}/libraries/{libraryId}/privacy");
  /** How many files there are by kind, tag and date. */
  readonly count = this.method("GET /organizations/{organizationId}/libraries/{libraryId}/counts");
}

/** Tags of a library. */
export class Tags extends Resource {
  /** By how many files have them. */
  readonly list = this.whole(
    "GET /organizations/{organizationId}/libraries/{libraryId}/tags",
    (tags) => tags,
  );
  readonly add = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/assets/tag");
  readonly remove = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/assets/untag");
}

/** Links that show files to people without an account. */
export class Shares extends Resource {
  readonly list = this.numbered(
    "GET /organizations/{organizationId}/libraries/{libraryId}/shares",
    (items) => ({ items }),
    50,
  );
  readonly create = this.method("POST /organizations/{organizationId}/libraries/{libraryId}/shares");
  readonly revoke = this.method(
    "DELETE /organizations/{organizationId}/libraries/{libraryId}/shares/{shareId}",
  );
}
