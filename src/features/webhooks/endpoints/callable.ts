import { fail } from "../../../kernel/failure.ts";
import type { PublicFetch } from "../../../platform/net/public-fetch.ts";

/** Fails with `BAD_USER_INPUT` if deliveries to this URL are impossible. Call it outside transactions: it may use DNS. */
export async function mustBeCallable(
  { webhookFetch }: { webhookFetch: Pick<PublicFetch, "refusalOf"> },
  field: string,
  url: string | null | undefined,
): Promise<void> {
  const cause = url ? await webhookFetch.refusalOf(url) : undefined;
  if (cause) throw fail.input(`${field}: ${cause}`);
}
