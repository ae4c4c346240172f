import type { Database } from "../platform/database/database.ts";
import type { ExampleCalls } from "./example.ts";
import type { JobHandler } from "./job.ts";
import type { AnyOperation } from "./operation.ts";

/** What a part of the product brings: operations for every transport, and background jobs. */
export interface Feature {
  operations: readonly AnyOperation[];
  jobs: readonly JobHandler[];
  /** Removes everything that the feature holds for an organization. Safe to repeat after a crash. */
  eraseOrganization?(database: Database, organizationId: number): Promise<void>;
}

/** Checks that every operation has an example, and keeps the operations' own types. Adds nothing at run time. */
export const defineFeature = <
  const Operations extends readonly AnyOperation[],
  const Jobs extends readonly JobHandler[],
  Fixture,
>(
  feature: Omit<Feature, "operations" | "jobs"> & {
    operations: Operations;
    jobs: Jobs;
    exampleCalls: ExampleCalls<Operations, Fixture>;
  },
) => feature;
