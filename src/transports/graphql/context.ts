import type { GraphQLParams } from "graphql-yoga";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { RequestFiles } from "./request-files.ts";

/** What the resolvers of one request share. */
export interface GraphqlContext {
  credentials: Credentials;
  /** The parameters in the body of a POST. Undefined for a GET, which has them in its query. */
  params: GraphQLParams | undefined;
  /** The files of a multipart request. */
  files: RequestFiles;
}

/** Resolvers of root fields. Each passes its arguments to one operation. */
// biome-ignore lint/suspicious/noExplicitAny: the GraphQL schema decides the types of arguments, and the operation checks them
export type Resolvers = Record<string, (root: unknown, args: any, context: GraphqlContext) => unknown>;
