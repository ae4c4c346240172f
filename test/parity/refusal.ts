import sql from "sql-template-tag";
import { limitOrganization } from "../../src/features/identity/organizations/operations/limit.ts";
import type { TestApp } from "../support/app.ts";
import type { Shelf } from "../support/examples/shelf.ts";
import { operate } from "../support/operator.ts";
import type { TestCall } from "../support/transports/way.ts";

/** A call that an operation refuses over every transport. */
export interface Refusal {
  operation: string;
  what: string;
  code: string;
  call(shelf: Shelf): TestCall;
  setUp?(tested: TestApp, shelf: Shelf): Promise<unknown>;
}

export type Input = (shelf: Shelf) => Record<string, unknown>;

export const barcelona = ({ organizationId }: Shelf) => ({ organizationId, libraryId: "barcelona" });
export const toLisbon = ({ organizationId }: Shelf) => ({
  organizationId,
  sourceLibraryId: "barcelona",
  targetLibraryId: "lisbon",
});
export const unknownAssetId = "AAAAAAAAAAA";
export const items = (count: number) => Array.from({ length: count }, (_, i) => `item${i}`);

export function refusal(
  operation: string,
  what: string,
  code: string,
  input: Input,
  more: Pick<Refusal, "setUp"> = {},
): Refusal {
  return { operation, what, code, call: (shelf) => ({ input: input(shelf) }), ...more };
}

/** A call whose input does not match the operation's schema. */
export function misfit(operation: string, what: string, input: Input): Refusal {
  return refusal(operation, what, "BAD_USER_INPUT", input);
}

export async function unclaimed({ database }: TestApp, { organizationId }: Shelf) {
  const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000);
  await database.execute(
    sql`update organizations set expires_at = ${inAWeek} where slug = ${organizationId}`,
  );
}

export function limited(quota: {
  librariesMax?: number;
  storageMbMax?: number;
}): NonNullable<Refusal["setUp"]> {
  return ({ services }, { organizationId }) =>
    operate(services, limitOrganization, { organizationId, ...quota });
}
