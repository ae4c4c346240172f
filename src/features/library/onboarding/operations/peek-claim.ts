import { z } from "zod";
import { UnixMs } from "../../../../kernel/fields.ts";
import { ClaimToken, leadsNowhere } from "../../../identity/claims/operations.ts";
import { defineOperation } from "../../services.ts";
import { claimState } from "../claim-state.ts";

export const peekClaim = defineOperation({
  name: "peekClaim",
  noun: "Claims",
  summary: "Preview a claim link",
  description: "Needs no session. Shows nothing but the state once it is claimed or expired.",
  access: { kind: "anonymous" },
  input: z.strictObject({ token: ClaimToken }),
  output: z.object({
    state: z.enum(["waiting", "claimed", "expired"]),
    name: z.string().nullable(),
    assets: z.int(),
    pictures: z
      .array(z.object({ url: z.string(), alt: z.string() }))
      .meta({ description: "The newest six." }),
    memory: z.boolean().meta({ description: "Whether it is a memory tenant, not an image library." }),
    users: z.int().meta({ description: "The number of people that agents remember." }),
    expiresAt: UnixMs.nullable().meta({
      description: "When it is removed unless claimed. null if it does not expire.",
    }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run(services, { token }) {
    const claim = await claimState(services, token);
    if (claim.state === "unknown") throw leadsNowhere();
    if (claim.state !== "waiting") {
      return {
        state: claim.state,
        name: null,
        assets: 0,
        pictures: [],
        memory: false,
        users: 0,
        expiresAt: null,
      };
    }
    const { name, assets, users, expiresAt, libraryId } = claim.waiting;
    const { state, pictures } = claim;
    const memory = libraryId === null;
    return { state, name, assets, pictures, memory, users, expiresAt: expiresAt?.getTime() ?? null };
  },
});
