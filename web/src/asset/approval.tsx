import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CircleDashed, Eye } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { classes } from "../ui/classes.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { ago } from "../ui/format.ts";
import { Problem } from "../ui/states.tsx";
import type { Detailed } from "./asset-query.ts";
import { changeAsset } from "./change-asset.ts";

const t = texts.asset;
type Approval = NonNullable<Asset["approval"]>;
type State = Approval["state"] | "none";
const states: readonly State[] = ["none", "in_review", "approved", "needs_changes"];
const noteLengthMax = 500;

/** What a person decided about an asset. Editors decide here. */
export function AssetApproval(detailed: Detailed) {
  const { asset, address, canEdit } = detailed;
  const { approval } = asset;
  if (!canEdit && approval === null) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.approval}</h3>
      {canEdit ? <Decision key={approval?.at} {...detailed} /> : approval && <Shown approval={approval} />}
      {approval && (
        <p className="mt-1.5 flex flex-wrap gap-x-3 text-sm text-dim">
          <span>{t.decided(approval.by?.name ?? "", ago(approval.at))}</span>
          <Link
            to="/app/$organizationId/$libraryId"
            params={address}
            search={{ approval: approval.state }}
            className="hover:underline"
          >
            {t.sameApproval}
          </Link>
        </p>
      )}
    </section>
  );
}

function Shown({ approval: { state, note } }: { approval: Approval }) {
  return (
    <>
      <p className="flex items-center gap-2">
        <Icon state={state} />
        {t.approvals[state]}
      </p>
      {note && <p className="mt-1 whitespace-pre-wrap text-dim wrap-anywhere">{note}</p>}
    </>
  );
}

function Decision({ asset: { approval }, address }: Detailed) {
  const client = useQueryClient();
  const saved = approval?.note ?? "";
  const [note, setNote] = useState(saved);
  const { busy, error, attempt } = useAttempt();
  const decide = (state: State, note: string) =>
    attempt(() =>
      changeAsset(
        client,
        address,
        (now) => ({
          ...now,
          approval: state === "none" ? null : { by: null, at: Date.now(), ...approval, state, note },
        }),
        () => call("setAssetApproval", { ...address, state, note }),
      ),
    );
  const state = approval?.state ?? "none";
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2.5">
        <Icon state={state} />
        <SelectField
          label={t.approval}
          hideLabel
          value={state}
          disabled={busy}
          onChange={({ target }) => void decide(target.value as State, "")}
          className="min-w-0 flex-1"
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {t.approvals[one]}
            </option>
          ))}
        </SelectField>
      </div>
      {approval && (
        <TextField
          label={t.approvalNote}
          hideLabel
          placeholder={state === "needs_changes" ? t.approvalNoteHint : t.approvalNote}
          value={note}
          maxLength={noteLengthMax}
          dir="auto"
          onChange={({ target }) => setNote(target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          onBlur={() => note !== saved && void decide(state, note)}
        />
      )}
      {error && <Problem error={error} />}
    </div>
  );
}

const colours: Record<State, string> = {
  none: "text-dim",
  in_review: "text-dim",
  approved: "text-accent",
  needs_changes: "text-danger",
};

function Icon({ state }: { state: State }) {
  const Shape = { none: CircleDashed, in_review: Eye, approved: CircleCheck, needs_changes: CircleAlert }[
    state
  ];
  return <Shape size={18} aria-hidden className={classes("shrink-0", colours[state])} />;
}
