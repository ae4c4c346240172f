import { identity } from "../features/identity/feature.ts";
import type { IdentityServices } from "../features/identity/services.ts";
import { library } from "../features/library/feature.ts";
import type { LibraryServices } from "../features/library/services.ts";
import { memory } from "../features/memory/feature.ts";
import type { MemoryServices } from "../features/memory/services.ts";
import { webhooks } from "../features/webhooks/feature.ts";
import type { WebhookServices } from "../features/webhooks/services.ts";
import type { Feature } from "../kernel/feature.ts";
import type { JobHandler } from "../kernel/job.ts";
import { kernelJobs } from "../kernel/jobs/kernel-jobs.ts";
import type { AnyOperation } from "../kernel/operation.ts";

/** The features of the product, in reading order. */
export const features = [identity, library, memory, webhooks] as const;

/** The services of all features. Each feature declares the part that it needs. */
export type FeatureServices = IdentityServices & LibraryServices & MemoryServices & WebhookServices;

type OperationOf<F> = F extends { operations: readonly (infer O)[] } ? O : never;
type NamedOperation = OperationOf<(typeof features)[number]>;

/** Every operation by its name, with its own types. */
export type Operations = { [O in NamedOperation as O["name"]]: O };
export type OperationName = keyof Operations;

/** Every operation. Every transport is derived from this list. */
export const operations: readonly AnyOperation[] = features.flatMap(({ operations }): AnyOperation[] => [
  ...operations,
]);

/** Every background job. */
export const jobs: readonly JobHandler<FeatureServices>[] = [
  ...kernelJobs,
  ...features.flatMap(({ jobs }) => [...jobs]),
];

/**
 * Each removes what one feature holds of an organization. Features that use others come first, so that nothing refers to
 * what is already gone.
 */
export const erasers = features.flatMap((feature: Feature) => feature.eraseOrganization ?? []).toReversed();
