import { readFile } from "node:fs/promises";
import type { GraphQLSchema } from "graphql";
import { createSchema } from "graphql-yoga";
import type { GraphqlContext } from "./context.ts";
import { mutations } from "./mutations.ts";
import { objectFields } from "./object-fields.ts";
import { queries } from "./queries.ts";
import type { GraphqlServices } from "./services.ts";
import { Upload } from "./upload-scalar.ts";

const contract = new URL("../../../contract/schema.graphql", import.meta.url);

/** The contract's schema with its resolvers. */
export async function openSchema(services: GraphqlServices): Promise<GraphQLSchema> {
  return createSchema<GraphqlContext>({
    typeDefs: await readFile(contract, "utf8"),
    resolvers: {
      Query: queries(services),
      Mutation: mutations(services),
      ...objectFields,
      Upload,
    },
  });
}
