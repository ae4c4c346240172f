import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { dayOf } from "../../ui/format.ts";
import { Badge } from "../badge.tsx";
import type { Member } from "./member.ts";

const t = texts.members;

export function MemberRow({
  member: { name, email, role, since },
  isYou,
  isOnlyOwner,
  manages,
  onChangeRole,
  onRemove,
}: {
  member: Member;
  isYou: boolean;
  isOnlyOwner: boolean;
  /** Whether the signed-in account may change the member. */
  manages: boolean;
  onChangeRole(): void;
  onRemove(): void;
}) {
  const called = name || email;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium wrap-anywhere">{called}</span>
          {isYou && <Badge>{t.you}</Badge>}
        </p>
        <p className="text-sm text-dim wrap-anywhere">
          {called !== email && `${email} · `}
          {t.since(dayOf(since))}
        </p>
        {manages && isOnlyOwner && <p className="text-sm text-dim">{t.onlyOwner}</p>}
      </div>
      <span title={t.may[role]}>{t.roles[role]}</span>
      {manages && (
        <div className="flex gap-1.5">
          <Button small onClick={onChangeRole} disabled={isOnlyOwner} aria-label={t.changeRoleOf(called)}>
            {t.changeRole}
          </Button>
          {!isYou && (
            <Button small look="quiet" onClick={onRemove} aria-label={t.removeOf(called)}>
              {t.remove}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
