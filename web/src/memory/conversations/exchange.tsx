import { useQueryClient } from "@tanstack/react-query";
import { Link2, MoreHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { useRole } from "../../session/role.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { texts } from "../../texts/texts.ts";
import { IconButton } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { notify } from "../../ui/toasts.tsx";
import { invalidateMemory } from "../invalidate.ts";
import { LongText } from "../long-text.tsx";
import { speakerOf } from "../speaker.ts";
import { clockIn, momentIn } from "../times.ts";
import { type Interaction, withoutExchange } from "./read-transcript.ts";

const t = memoryTexts;

/** An exchange between the person and the agent. `named` if the URL's hash points to it. */
export function Exchange({
  organizationId,
  exchange,
  named,
}: {
  organizationId: string;
  exchange: Interaction;
  named: boolean;
}) {
  const { canEdit } = useRole(organizationId);
  const [forgetting, setForgetting] = useState(false);
  const queryClient = useQueryClient();
  const { interaction_id: id, timestamp } = exchange;
  const when = momentIn(timestamp);
  const forget = async () => {
    const { erased } = await call("forgetInteraction", { interaction_id: id }, { organizationId });
    notify(t.forgottenExchange(t.factsCount(erased.facts)));
    queryClient.setQueriesData({ queryKey: ["readConversation"] }, withoutExchange(id));
    void invalidateMemory(queryClient);
  };
  const copyLink = async () => {
    const link = `${location.origin}${location.pathname}#${id}`;
    try {
      await navigator.clipboard.writeText(link);
      notify(t.linkCopied);
    } catch {
      notify(texts.ui.copyByHand);
    }
  };
  return (
    <li id={id} className="scroll-mt-28">
      <article
        data-exchange
        tabIndex={-1}
        aria-label={when}
        className={classes(
          "rounded-xl border p-4",
          named ? "border-accent bg-accent-wash" : "border-line bg-card",
        )}
      >
        <div className="-mt-1.5 -mr-2 flex items-center justify-between gap-3 text-sm text-dim">
          <span>
            {speakerOf(exchange) !== null && (
              <bdi className="mr-2 font-medium text-text">{speakerOf(exchange)}</bdi>
            )}
            <time dateTime={timestamp} title={when}>
              {clockIn(timestamp)}
            </time>
          </span>
          <Menu
            button={
              <IconButton label={t.exchangeActions(when)} className="size-8">
                <MoreHorizontal size={17} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={copyLink}>
              <Link2 size={16} aria-hidden />
              {t.copyLink}
            </MenuItem>
            {canEdit && (
              <MenuItem danger onSelect={() => setForgetting(true)}>
                <Trash2 size={16} aria-hidden />
                {t.forgetExchange}
              </MenuItem>
            )}
          </Menu>
        </div>
        <LongText text={exchange.user_message} />
        {exchange.agent_response !== "" && (
          <div className="mt-3 border-l-2 border-edge pl-4">
            <p className="text-sm font-medium text-dim">{t.theAgent}</p>
            <LongText text={exchange.agent_response} />
          </div>
        )}
      </article>
      <Confirm
        open={forgetting}
        onClose={() => setForgetting(false)}
        title={t.forgetExchangeTitle}
        action={t.forget}
        onConfirm={forget}
      >
        {t.forgetExchangeWhat}
      </Confirm>
    </li>
  );
}
