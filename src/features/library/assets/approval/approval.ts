import { z } from "zod";
import { UnixMs } from "../../../../kernel/fields.ts";

export const approvalStates = ["in_review", "approved", "needs_changes"] as const;
export const ApprovalState = z.enum(approvalStates);
export type ApprovalState = z.output<typeof ApprovalState>;

/** What a person decided about an asset. Each decision replaces the one before. */
export const Approval = z.object({
  state: ApprovalState,
  note: z
    .string()
    .nullable()
    .meta({ examples: ["Brighter, please."] }),
  by: z.object({ name: z.string() }).nullable().meta({ description: "Who decided." }),
  at: UnixMs,
});
export type Approval = z.output<typeof Approval>;

/** A filter of lists. */
export const AskedApproval = z
  .enum([...approvalStates, "none"])
  .optional()
  .meta({ description: "Only assets in this state." });
export type AskedApproval = z.output<typeof AskedApproval>;
