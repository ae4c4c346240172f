import { identity } from "../features/identity/feature.ts";
import { library } from "../features/library/feature.ts";
import { memory } from "../features/memory/feature.ts";
import { webhooks } from "../features/webhooks/feature.ts";
import type { Feature } from "../kernel/feature.ts";
import type { JobHandler } from "../kernel/job.ts";
import { kernelJobs } from "../kernel/jobs/kernel-jobs.ts";
import type { AnyOperation } from "../kernel/operation.ts";
import type { Services } from "./services.ts";

/** Everything that the product is made of, in reading order. */
export const features = [identity, library, memory, webhooks] as const;

type OperationOf<F> = F extends { operations: readonly (infer O)[] } ? O : never;
type NamedOperation = OperationOf<(typeof features)[number]>;

/** Every operation by its name, with its own types. */
export type Operations = { [O in NamedOperation as O["name"]]: O };
export type OperationName = keyof Operations;

/** Everything that can be done here. Every transport is derived from this list. */
export const operations: readonly AnyOperation[] = features.flatMap(({ operations }): AnyOperation[] => [
  ...operations,
]);

/** Everything that is done in the background. */
export const jobs: readonly JobHandler<Services>[] = [
  ...kernelJobs,
  ...features.flatMap(({ jobs }) => [...jobs]),
];

/** What each feature removes of an organization, those first that others must not outlive. */
export const erasers = features.flatMap((feature: Feature) => feature.eraseOrganization ?? []).toReversed();
