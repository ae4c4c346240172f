import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import type { Output } from "../../server/operations.ts";
import { useRole } from "../../session/role.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { texts } from "../../texts/texts.ts";
import { IconButton } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { NameDialog } from "../../ui/name-dialog.tsx";
import { notify } from "../../ui/toasts.tsx";
import { Crumbs } from "../crumbs.tsx";
import { dropErased, invalidateMemory } from "../invalidate.ts";
import { titleOf } from "../names.ts";

const t = memoryTexts;

type Conversation = Output<"getConversation">;

/** The sticky header of a transcript: the person, the title and actions. */
export function ConversationHeader({
  organizationId,
  conversation,
}: {
  organizationId: string;
  conversation: Conversation;
}) {
  const { canEdit } = useRole(organizationId);
  const userId = conversation.user_id;
  return (
    <header className="sticky top-0 z-10 border-b bg-paper">
      <div className="mx-auto flex w-full max-w-3xl items-center gap-3 px-4 py-3 sm:px-8">
        <div className="min-w-0 flex-1">
          <Crumbs organizationId={organizationId} userId={userId} />
          <h1 className="truncate text-lg font-semibold leading-snug" title={titleOf(conversation)}>
            <bdi>{titleOf(conversation)}</bdi>
          </h1>
          <p className="text-sm text-dim">{t.exchangesCount(conversation.message_count)}</p>
        </div>
        {canEdit && <Actions organizationId={organizationId} conversation={conversation} />}
      </div>
    </header>
  );
}

function Actions({ organizationId, conversation }: { organizationId: string; conversation: Conversation }) {
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { conversation_id, user_id: userId, message_count: exchanges } = conversation;
  const close = () => setOpen(null);
  const rename = async (title: string) => {
    const changed = await call("updateConversation", { conversation_id, title }, { organizationId });
    queryClient.setQueryData(
      asking("getConversation", { conversation_id }, organizationId).queryKey,
      changed,
    );
    void queryClient.invalidateQueries({ queryKey: ["listConversations"] });
  };
  const remove = async () => {
    const { erased } = await call("deleteConversation", { conversation_id }, { organizationId });
    notify(t.deletedConversation(t.exchangesCount(erased.interactions), t.factsCount(erased.facts)));
    await navigate({ to: "/app/$organizationId/-/memory/$userId", params: { organizationId, userId } });
    dropErased(queryClient);
    void invalidateMemory(queryClient);
  };
  return (
    <>
      <Menu
        button={
          <IconButton label={texts.ui.more}>
            <MoreHorizontal size={20} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen("rename")}>
          <Pencil size={16} aria-hidden />
          {t.rename}
        </MenuItem>
        <MenuItem danger onSelect={() => setOpen("delete")}>
          <Trash2 size={16} aria-hidden />
          {t.deleteConversation}
        </MenuItem>
      </Menu>
      <NameDialog
        open={open === "rename"}
        onClose={close}
        title={t.renameTitle}
        label={t.titleLabel}
        action={t.rename}
        initial={conversation.title ?? ""}
        onName={rename}
      />
      <Confirm
        open={open === "delete"}
        onClose={close}
        title={t.deleteTitle}
        action={t.deleteAction}
        onConfirm={remove}
      >
        {t.deleteWhat(t.exchangesCount(exchanges))}
      </Confirm>
    </>
  );
}
