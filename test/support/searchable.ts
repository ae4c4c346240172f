import sql from "sql-template-tag";
import { search } from "../../src/features/library/search/search.ts";
import type { Queryable } from "../../src/platform/database/queryable.ts";

export interface Filed {
  name: string;
  tags?: string[];
  description?: string;
}

let made = 0;

/** Inserts assets without files directly into the tables, for tests of search. */
export function searchable(database: Queryable) {
  const newOrganization = async () =>
    (
      await database.one<{ id: number }>(
        sql`insert into organizations (slug, created_at) values (${`o${++made}`}, now()) returning id`,
      )
    ).id;
  const newLibrary = async (organizationId: number) =>
    (
      await database.one<{ id: number }>(
        sql`insert into libraries (organization_id, slug, name, created_at)
          values (${organizationId}, ${`l${++made}`}, 'L', now()) returning id`,
      )
    ).id;

  /** Inserts assets in one statement, oldest first. Returns their ids. */
  async function file(
    organizationId: number,
    libraryId: number,
    assets: Filed[],
    parentId: string | null = null,
  ) {
    const { before } = await database.one<{ before: number }>(
      sql`update libraries set last_position = last_position + ${assets.length} where id = ${libraryId}
        returning last_position - ${assets.length} as before`,
    );
    const rows = assets.map(({ name, tags = [], description = null }, index) => ({
      id: `asset${++made}`,
      position: before + index + 1,
      name,
      tags,
      description,
      second: made,
    }));
    await database.execute(
      sql`insert into assets (id, organization_id, library_id, position, parent_id, filename, name, description, tags, tag_keys,
          media_type, bytes, sha256, version, blob, stripped, status, created_at, updated_at)
        select r.id, ${organizationId}, ${libraryId}, r.position, ${parentId}, r.name, r.name, r.description, r.tags, r.tags,
          'image/png', 1, '', '', '', false, 'ready', to_timestamp(r.second), to_timestamp(r.second)
        from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, tags: `{${row.tags.map((tag) => JSON.stringify(tag)).join(",")}}` })))})
          as r(id text, position bigint, name text, description text, tags text[], second float8)`,
    );
    return rows.map(({ id }) => id);
  }

  async function ids(organizationId: number, libraryIds: number[], q: string, offset = 0, limit = 250) {
    const { found, hits } = await search(database, { organizationId, libraryIds }, q, { offset, limit });
    return { found, ids: hits.map(({ id }) => id) };
  }

  async function libraryOf(...assets: Filed[]) {
    const organization = await newOrganization();
    const library = await newLibrary(organization);
    const filed = await file(organization, library, assets);
    return {
      organization,
      library,
      ids: filed,
      /** The found assets, as indexes of the list above. */
      find: async (q: string) => (await ids(organization, [library], q)).ids.map((id) => filed.indexOf(id)),
    };
  }

  return { newOrganization, newLibrary, file, ids, libraryOf };
}
