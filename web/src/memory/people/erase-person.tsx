import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { notify } from "../../ui/toasts.tsx";
import { dropErased, invalidateMemory } from "../invalidate.ts";
import { nameOf } from "../names.ts";
import type { User } from "./person.ts";

const t = memoryTexts;
// Longer names are too long to type as confirmation.
const typedMax = 60;

/** Erases a person and all data about them, after typing a confirmation. */
export function ErasePerson({
  organizationId,
  user,
  exchanges,
}: {
  organizationId: string;
  user: User;
  exchanges: number | undefined;
}) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const typed = [user.external_ref, user.display_name, user.user_id].find(
    (name) => name && name.trim() === name && name.length <= typedMax,
  );
  const erase = async () => {
    const { erased } = await call("eraseUser", { user_id: user.user_id }, { organizationId });
    notify(
      t.erased(
        t.conversationsCount(erased.conversations),
        t.exchangesCount(erased.interactions),
        t.factsCount(erased.facts),
      ),
    );
    await navigate({ to: "/app/$organizationId/-/memory", params: { organizationId } });
    dropErased(queryClient);
    void invalidateMemory(queryClient);
    void queryClient.invalidateQueries({ queryKey: ["getTenant"] });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)} aria-label={t.erase}>
        <Trash2 size={16} aria-hidden />
        {t.eraseShort}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t.eraseTitle(nameOf(user))}
        action={t.eraseAction}
        {...(typed && { typed })}
        onConfirm={erase}
      >
        {exchanges !== undefined && <p className="mb-2">{t.exchangesCount(exchanges)}.</p>}
        <p>{t.eraseWhat}</p>
      </Confirm>
    </>
  );
}
