import { Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Card } from "../ui/page.tsx";
import { tell } from "../ui/toasts.tsx";
import { useLeaving } from "./leaving.ts";

const said = texts.settings;

/** The end of an organization, for its owners. */
export function DeleteSection({ organizationId, name }: { organizationId: string; name: string }) {
  const [asked, setAsked] = useState(false);
  const goOn = useLeaving(organizationId);
  return (
    <section>
      <Card className="flex flex-wrap items-center justify-between gap-4 border-danger">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{said.remove}</h2>
          <p className="text-sm text-dim">{said.removeLead}</p>
        </div>
        <Button look="danger" onClick={() => setAsked(true)}>
          <Trash2 size={16} aria-hidden />
          {said.removeAction}
        </Button>
      </Card>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={said.removeTitle(name)}
        action={said.removeAction}
        typed={organizationId}
        onConfirm={async () => {
          await call("deleteOrganization", { organizationId, confirm: organizationId });
          tell(said.removed(name));
          await goOn();
        }}
      >
        {said.removeLead}
      </Confirm>
    </section>
  );
}
