import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import type { KeyCaller, MemberCaller } from "../../../../kernel/caller.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../kernel/fields.ts";
import { mailboxKey } from "../../../../kernel/strangers.ts";
import { emit } from "../../../webhooks/emit.ts";
import { changeLibraries } from "../../libraries/change.ts";
import { defineOperation } from "../../services.ts";
import { AssetId } from "../asset.ts";
import { Approval, approvalStates } from "./approval.ts";
import { approvalMail } from "./mail.ts";
import * as store from "./store.ts";

// A person who goes through a library would otherwise send a mail for each of its pictures.
const mailsToOneMax = 20;
const hourSeconds = 3600;

export const setAssetApproval = defineOperation({
  name: "setAssetApproval",
  noun: "Assets",
  summary: "Approve an asset, or ask for changes",
  description:
    "Replaces the decision before; `none` or null removes it. Takes a person: an app that is connected by OAuth, or the web " +
    "app. `approved` and `needs_changes` are mailed to the person who uploaded the asset.",
  access: { kind: "library", level: "write", fields: ["libraryId"], person: true },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    assetId: AssetId,
    state: z
      .enum([...approvalStates, "none"])
      .nullable()
      .meta({ examples: ["approved"] }),
    note: text(500)
      .optional()
      .meta({ examples: ["Brighter, please."] }),
  }),
  output: z.object({ assetId: z.string(), approval: Approval.nullable() }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: {
    method: "PATCH",
    path: "/organizations/:organizationId/libraries/:libraryId/assets/:assetId/approval",
  },
  mcp: {
    tool: "set_asset_approval",
    title: "Approve an asset",
    description: "Records a person's decision on an asset. Only when they say so.",
    effect: "replace",
  },
  audit: ({ libraryId, assetId, state }) => ({ libraryId, assetId, state: state ?? "none" }),
  async run({ database, clock, config }, { libraryId, assetId, state, note = "" }, caller, afterCommit) {
    const library = granted(caller, libraryId, "write").id;
    const person = personOf(caller);
    const at = clock.now();
    const decision =
      state === null || state === "none" ? null : { state, note: note === "" ? null : note, person, at };
    const decided = await changeLibraries(database, [library], async (tx) => {
      const asset = await store.decide(tx, library, assetId, decision, at);
      if (!asset) throw fail.missing("asset");
      const event = { asset_id: assetId, library_id: libraryId, state: decision?.state ?? ("none" as const) };
      await emit(tx, caller.organization.id, "asset.approval", [event], at);
      return asset;
    });
    const approval = decision && {
      state: decision.state,
      note: decision.note,
      by: { name: person.name },
      at: at.getTime(),
    };
    if (approval && approval.state !== "in_review") {
      const link = `${config.publicUrl}/app/${caller.organization.slug}/${libraryId}/${assetId}`;
      afterCommit(async (services, answer) => {
        const to = await store.uploaderAddress(services.database, caller.organization.id, decided.uploaderId);
        if (to === undefined) return answer;
        await services.rateLimits
          .spendFrom(`approvals to ${mailboxKey(to)}`, mailsToOneMax, hourSeconds)
          .then(
            () =>
              services.mailer.send(
                approvalMail(to, link, { ...approval, by: person.name, name: decided.name }),
              ),
            () => {}, // they had enough mails
          );
        return answer;
      });
    }
    return { assetId, approval };
  },
});

/** The access check lets people pass and nobody else. */
function personOf(caller: KeyCaller | MemberCaller): store.Person {
  if (caller.kind === "session") return caller.account;
  const { person } = caller.key;
  if (!person) throw fail.approvalTakesPerson();
  return { id: person.accountId, name: person.name };
}
