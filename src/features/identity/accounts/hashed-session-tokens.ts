import { hash } from "node:crypto";
import type { DBAdapter, Where } from "@better-auth/core/db/adapter";

interface Query {
  model: string;
  where?: Where[];
  data?: Row;
  update?: Row;
}
type Row = Record<string, unknown>;
type Method = (query: Query) => Promise<unknown>;

export const adapterMethods = [
  "create",
  "findOne",
  "findMany",
  "count",
  "update",
  "updateMany",
  "delete",
  "deleteMany",
  "consumeOne",
  "incrementOne",
] as const;

/**
 * better-auth's adapter with session tokens hashed at rest, which better-auth has no option for. Whoever reads the table or a
 * backup gets no token. Only the token that a query names comes back in its answer, other rows show their hash.
 */
export function hashingSessionTokens(adapter: DBAdapter): DBAdapter {
  const hashed = { ...adapter };
  for (const method of adapterMethods) {
    const inner = adapter[method] as Method;
    Object.assign(hashed, {
      [method]: async (query: Query) => (query.model === "session" ? withTokens(inner, query) : inner(query)),
    });
  }
  hashed.transaction = (work) => adapter.transaction((tx) => work(hashingSessionTokens(tx as DBAdapter)));
  return hashed;
}

export const sessionTokenHash = (token: string): string => hash("sha256", token, "base64url");

async function withTokens(inner: Method, query: Query): Promise<unknown> {
  const plain = new Map<unknown, string>();
  const hashOf = (token: unknown): unknown => {
    if (typeof token !== "string") return token;
    const hashed = sessionTokenHash(token);
    plain.set(hashed, token);
    return hashed;
  };
  const inRow = (row: Row) => ("token" in row ? { ...row, token: hashOf(row.token) } : row);
  const answer = await inner({
    ...query,
    ...(query.where && {
      where: query.where.map((one) =>
        one.field === "token"
          ? ({
              ...one,
              value: Array.isArray(one.value) ? one.value.map(hashOf) : hashOf(one.value),
            } as Where)
          : one,
      ),
    }),
    ...(query.data && { data: inRow(query.data) }),
    ...(query.update && { update: inRow(query.update) }),
  });
  const shown = (row: unknown) =>
    isRow(row) && plain.has(row.token) ? { ...row, token: plain.get(row.token) } : row;
  return Array.isArray(answer) ? answer.map(shown) : shown(answer);
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;
