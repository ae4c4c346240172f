import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Card } from "../ui/page.tsx";
import { tell } from "../ui/toasts.tsx";
import { useLeaving } from "./leaving.ts";

const said = texts.settings;

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
  const goOn = useLeaving(organizationId);
  const onlyOwner = isOwner && members?.filter(({ role }) => role === "owner").length === 1;
  return (
    <section>
      <Card className="mb-5 flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{said.leave}</h2>
          <p className="text-sm text-dim">{onlyOwner ? said.leaveOnlyOwner : said.leaveLead}</p>
        </div>
        <Button onClick={() => setAsked(true)} disabled={onlyOwner}>
          <LogOut size={16} aria-hidden />
          {said.leaveAction}
        </Button>
      </Card>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={said.leaveTitle(name)}
        action={said.leaveAction}
        onConfirm={async () => {
          await call("leaveOrganization", { organizationId });
          tell(said.left(name));
          await goOn();
        }}
      >
        {said.leaveLead}
      </Confirm>
    </section>
  );
}
