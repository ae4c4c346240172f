import { records } from "../transfer/ndjson.ts";
import type { CallOptions, Input, Routes } from "../types.ts";
import { Resource } from "./resource.ts";

/** People that an agent talks to. */
export class Users extends Resource {
  readonly list = this.counted("GET /api/v1/users", ({ users }) => users);
  readonly create = this.method("POST /api/v1/users");
  readonly get = this.method("GET /api/v1/users/{user_id}");
  readonly update = this.method("PATCH /api/v1/users/{user_id}");
  /** Erases a user with all conversations and memories, everywhere. */
  readonly erase = this.method("DELETE /api/v1/users/{user_id}");

  /** Everything that is held about a user, record by record. */
  export(input: Input<Routes["GET /api/v1/users/{user_id}/export"]>, options?: CallOptions) {
    return records(this.send("GET /api/v1/users/{user_id}/export", input, options) as Promise<Response>);
  }
}

export class Conversations extends Resource {
  readonly list = this.counted("GET /api/v1/conversations", ({ conversations }) => conversations);
  readonly create = this.method("POST /api/v1/conversations");
  readonly get = this.method("GET /api/v1/conversations/{conversation_id}");
  readonly update = this.method("PATCH /api/v1/conversations/{conversation_id}");
  readonly delete = this.method("DELETE /api/v1/conversations/{conversation_id}");
}

/** The owner of users and keys: the same record as an organization of the image API. */
export class Tenants extends Resource {
  /** Starts a memory with an address alone. The person gets a link to claim it. */
  readonly register = this.method("POST /api/v1/tenants");
  readonly get = this.method("GET /api/v1/tenant");
  readonly update = this.method("PATCH /api/v1/tenant");
  readonly delete = this.method("DELETE /api/v1/tenant");
}

/** API keys. */
export class Keys extends Resource {
  readonly list = this.whole("GET /api/v1/api-keys", ({ api_keys }) => api_keys);
  /** The key's secret is in this answer only. */
  readonly create = this.method("POST /api/v1/api-keys");
  readonly revoke = this.method("DELETE /api/v1/api-keys/{key_id}");
  /** Gives the key a new secret. */
  readonly rotate = this.method("POST /api/v1/api-keys/{key_id}/rotate");
}
