import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import type { Library } from "../server/operations.ts";

const pageSize = 500;

/** All libraries of an organization, from all pages. */
export const everyLibrary = (organizationId: string) =>
  queryOptions<Library[]>({
    queryKey: ["listLibraries", { organizationId, every: true }],
    async queryFn({ signal }) {
      const libraries: Library[] = [];
      for (let page = 1; ; page++) {
        const some = await call("listLibraries", { organizationId, page, pageSize }, { signal });
        libraries.push(...some);
        if (some.length < pageSize) return libraries;
      }
    },
  });
