import { Trash2 } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Card } from "../../ui/page.tsx";
import { notify } from "../../ui/toasts.tsx";
import { useLeaving } from "./leaving.ts";

const t = texts.settings;

/** Deletes an organization, for owners. */
export function DeleteSection({ organizationId, name }: { organizationId: string; name: string }) {
  const [asked, setAsked] = useState(false);
  const goElsewhere = useLeaving(organizationId);
  return (
    <section>
      <Card className="flex flex-wrap items-center justify-between gap-4 border-danger">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{t.remove}</h2>
          <p className="text-sm text-dim">{t.removeLead}</p>
        </div>
        <Button look="danger" onClick={() => setAsked(true)}>
          <Trash2 size={16} aria-hidden />
          {t.removeAction}
        </Button>
      </Card>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={t.removeTitle(name)}
        action={t.removeAction}
        typed={organizationId}
        onConfirm={async () => {
          await call("deleteOrganization", { organizationId, confirm: organizationId });
          notify(t.removed(name));
          await goElsewhere();
        }}
      >
        {t.removeLead}
      </Confirm>
    </section>
  );
}
