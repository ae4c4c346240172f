import { Resource } from "./resource.ts";

/** What users said, and what is known of them. */
export class Memory extends Resource {
  /** Stores an exchange. It can be recalled as soon as this returns. */
  readonly ingest = this.method("POST /api/v1/memory/ingest");
  readonly ingestBatch = this.method("POST /api/v1/memory/ingest/batch");
  /** Takes memories from another system. */
  readonly import = this.method("POST /api/v1/memory/import");
  /** Finds exchanges and facts, and returns them with a text for a prompt as `context`. */
  readonly recall = this.method("POST /api/v1/memory/query");
  /** Stores an exchange by your own id of the person, who is created with the first. */
  readonly remember = this.method("POST /api/v1/memory/remember");
  /** The same as `recall`, by your own id of the person. */
  readonly recallPerson = this.method("POST /api/v1/memory/recall");
  /** Finds exchanges of all users of the tenant, by words. */
  readonly search = this.method("POST /api/v1/memory/search");
  /** Moves buffered exchanges into the index at once. */
  readonly flush = this.method("POST /api/v1/memory/flush");
  /** Who read what, where the tenant records reads. */
  readonly reads = this.method("GET /api/v1/memory/reads");
  readonly interactions = new Interactions(this.core);
  readonly facts = new Facts(this.core);
  readonly entities = new Entities(this.core);
}

/** Stored exchanges. */
export class Interactions extends Resource {
  readonly list = this.counted("GET /api/v1/memory/interactions", ({ interactions }) => interactions);
  readonly get = this.method("GET /api/v1/memory/interactions/{interaction_id}");
  readonly edit = this.method("PATCH /api/v1/memory/interactions/{interaction_id}");
  readonly forget = this.method("DELETE /api/v1/memory/interactions/{interaction_id}");
}

/** What was learned from exchanges. */
export class Facts extends Resource {
  readonly list = this.counted("GET /api/v1/memory/facts", ({ facts }) => facts);
  readonly create = this.method("POST /api/v1/memory/facts");
  /** Replaces the value. The earlier one is kept as its history. */
  readonly correct = this.method("PATCH /api/v1/memory/facts/{fact_id}");
  readonly forget = this.method("DELETE /api/v1/memory/facts/{fact_id}");
}

/** Who and what a user speaks of. */
export class Entities extends Resource {
  readonly list = this.counted("GET /api/v1/memory/entities", ({ entities }) => entities);
  /** With its facts, and the exchanges that name it. */
  readonly get = this.method("GET /api/v1/memory/entities/{name}");
}
