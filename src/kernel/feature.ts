import type { Database } from "../platform/database/database.ts";
import type { ExampleCalls } from "./example.ts";
import type { JobHandler } from "./job.ts";
import type { AnyOperation } from "./operation.ts";

/** A part of the product: its operations and background jobs. */
export interface Feature {
  operations: readonly AnyOperation[];
  jobs: readonly JobHandler[];
  /** Removes the feature's data of an organization. Safe to repeat after a crash. */
  eraseOrganization?(database: Database, organizationId: number): Promise<void>;
}

/** Checks at compile time that every operation has an example, and keeps the operations' types. */
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
