import { useQueryClient } from "@tanstack/react-query";
import { MessageSquareQuote, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { useRole } from "../../session/role.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { IconButton } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { notify } from "../../ui/toasts.tsx";
import { invalidateMemory } from "../invalidate.ts";
import { dayIn } from "../times.ts";
import { CorrectFact } from "./correct-fact.tsx";
import type { Fact } from "./every-fact.ts";
import { useGoToExchange } from "./go-to-exchange.ts";

const t = memoryTexts;

/** One version of a fact, with actions. */
export function FactLine({
  organizationId,
  userId,
  fact,
  current,
}: {
  organizationId: string;
  userId: string;
  fact: Fact;
  current: boolean;
}) {
  const { canEdit } = useRole(organizationId);
  const [correcting, setCorrecting] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const queryClient = useQueryClient();
  const goTo = useGoToExchange(organizationId, userId);
  const { fact_id, text, source_interaction_id: source, valid_from: from, valid_to: to } = fact;
  const forget = async () => {
    await call("forgetFact", { fact_id }, { organizationId });
    await invalidateMemory(queryClient);
    notify(t.forgotten);
  };
  if (correcting)
    return <CorrectFact organizationId={organizationId} fact={fact} onDone={() => setCorrecting(false)} />;
  return (
    <div className="flex items-start gap-2 py-0.5">
      <div className="min-w-0 flex-1 py-1">
        <p className={current ? "wrap-anywhere" : "text-dim wrap-anywhere"}>
          <bdi>{text}</bdi>
        </p>
        <p className="text-sm text-dim">
          {current || to === null ? t.since(dayIn(from)) : t.fromTo(dayIn(from), dayIn(to))}
          {" · "}
          {source === null && fact.confidence === 1
            ? t.byHand
            : t.certainty(Math.round(fact.confidence * 100))}
        </p>
      </div>
      <div className="flex shrink-0">
        {source !== null && (
          <IconButton label={t.sourceOf(text)} onClick={() => goTo(source)}>
            <MessageSquareQuote size={17} aria-hidden />
          </IconButton>
        )}
        {canEdit && current && (
          <IconButton label={t.correctOf(text)} onClick={() => setCorrecting(true)}>
            <Pencil size={16} aria-hidden />
          </IconButton>
        )}
        {canEdit && (
          <IconButton label={t.forgetOf(text)} onClick={() => setForgetting(true)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <Confirm
        open={forgetting}
        onClose={() => setForgetting(false)}
        title={t.forgetFactTitle}
        action={t.forget}
        onConfirm={forget}
      >
        <p className="mb-2 text-text wrap-anywhere">{text}</p>
        <p>{t.forgetFact}</p>
      </Confirm>
    </div>
  );
}
