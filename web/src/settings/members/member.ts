import type { Output } from "../../server/operations.ts";

export type Member = Output<"listMembers">[number];
