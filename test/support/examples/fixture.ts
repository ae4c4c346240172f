import { randomBytes } from "node:crypto";
import type { IdentityFixture } from "../../../src/features/identity/examples.ts";
import type { LibraryFixture } from "../../../src/features/library/examples.ts";
import type { MemoryFixture, MemoryIds } from "../../../src/features/memory/examples.ts";
import type { WebhookFixture } from "../../../src/features/webhooks/examples.ts";

/** What the examples of all features refer to. */
export type Fixture = IdentityFixture & LibraryFixture & MemoryFixture & WebhookFixture;

/** Ids that do not exist. */
export const unknownIds: MemoryIds = {
  tenant: "ten_0000000000000000",
  user: "usr_0000000000000000",
  conversation: "conv_0000000000000000",
  interaction: "int_0000000000000000",
  fact: "fact_0000000000000000",
  key: "key_0000000000000000",
  delivery: "evt_0000000000000000",
  webhook: "whk_0000000000000000",
};

/** A fixture in which nothing exists. Tests replace the parts that they create. */
export const emptyFixture: Fixture = {
  organizationId: "nowhere",
  accountId: "0",
  sessionId: "0",
  invitationId: "0",
  keyId: "0",
  claimToken: "0".repeat(43),
  clientId: "0",
  connectionId: "0",
  userCode: "BCDF-GHJK",
  shareId: "000000000000",
  assetIds: { first: "AAAAAAAAAA1", second: "AAAAAAAAAA2", view: "AAAAAAAAAA3", deleted: "AAAAAAAAAA4" },
  memoryIds: unknownIds,
  deliveryId: unknownIds.delivery,
  newEmail: () => `${randomBytes(6).toString("hex")}@example.com`,
};
