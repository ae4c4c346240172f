import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Card } from "../../ui/page.tsx";
import { notify } from "../../ui/toasts.tsx";
import { useLeaving } from "./leaving.ts";

const t = texts.settings;

export function LeaveSection({
  organizationId,
  name,
  isOwner,
}: {
  organizationId: string;
  name: string;
  isOwner: boolean;
}) {
  const { data: members } = useQuery(asking("listMembers", { organizationId }));
  const [asked, setAsked] = useState(false);
  const goElsewhere = useLeaving(organizationId);
  const onlyOwner = isOwner && members?.filter(({ role }) => role === "owner").length === 1;
  return (
    <section>
      <Card className="mb-5 flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{t.leave}</h2>
          <p className="text-sm text-dim">{onlyOwner ? t.leaveOnlyOwner : t.leaveLead}</p>
        </div>
        <Button onClick={() => setAsked(true)} disabled={onlyOwner}>
          <LogOut size={16} aria-hidden />
          {t.leaveAction}
        </Button>
      </Card>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={t.leaveTitle(name)}
        action={t.leaveAction}
        onConfirm={async () => {
          await call("leaveOrganization", { organizationId });
          notify(t.left(name));
          await goElsewhere();
        }}
      >
        {t.leaveLead}
      </Confirm>
    </section>
  );
}
