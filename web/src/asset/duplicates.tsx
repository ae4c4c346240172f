import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asking } from "../api/queries.ts";
import { texts } from "../texts/texts.ts";
import type { AssetAddress } from "./asset-query.ts";

const t = texts.asset;

/** The other assets of the library with the same file, if there are any. */
export function Duplicates({ address }: { address: AssetAddress }) {
  const { data = [] } = useQuery(asking("listDuplicates", address));
  if (data.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.duplicates}</h3>
      <p className="mb-1 text-sm text-dim">{t.duplicatesLead}</p>
      <ul className="grid gap-1 text-sm">
        {data.map(({ id, name }) => (
          <li key={id} className="truncate">
            <Link
              to="/app/$organizationId/$libraryId/$assetId"
              params={{ ...address, assetId: id }}
              search={(now) => now}
              replace
              className="text-accent hover:underline"
            >
              <bdi>{name || t.untitled}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
