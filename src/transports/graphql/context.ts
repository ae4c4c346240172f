import type { GraphQLParams } from "graphql-yoga";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { RequestFiles } from "./request-files.ts";

/** What one request brings along for its resolvers. */
export interface GraphqlContext {
  credentials: Credentials;
  /** What the body of a POST asks for; undefined for a GET, which asks in its address. */
  asked: GraphQLParams | undefined;
  /** The files of a multipart request; none of any other. */
  files: RequestFiles;
}

/** Resolvers of root fields: arguments come validated by the schema, and each is handed to one operation. */
// `any`: the schema decides the types of arguments, the operation checks them
export type Resolvers = Record<string, (root: unknown, args: any, context: GraphqlContext) => unknown>;
