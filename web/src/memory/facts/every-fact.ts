import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import type { Output } from "../../server/operations.ts";

/** More than a person would read. */
export const factsMax = 2_000;
const atATime = 100;

export type Fact = Output<"listFacts">["facts"][number];

/** Every version of all facts about a person, oldest first. Only the newest if there are more than the maximum. */
export const factsQuery = (organizationId: string, userId: string) =>
  queryOptions({
    queryKey: ["listFacts", { user_id: userId, all: true }, organizationId],
    queryFn: async ({ signal }): Promise<{ facts: Fact[]; total: number }> => {
      const page = (offset: number) =>
        call("listFacts", { user_id: userId, all: true, limit: atATime, offset }, { organizationId, signal });
      const first = await page(0);
      const { total } = first;
      const facts = total > factsMax ? [] : [...first.facts];
      for (let offset = total > factsMax ? total - factsMax : atATime; offset < total; offset += atATime) {
        facts.push(...(await page(offset)).facts);
      }
      return { facts, total };
    },
  });
