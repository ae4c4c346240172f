import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { SelectField } from "../../ui/field.tsx";
import { momentOf } from "../../ui/format.ts";
import { Card } from "../../ui/page.tsx";
import { notify } from "../../ui/toasts.tsx";

const t = texts.settings.signing;

const choices = [0, 1, 7, 30];
const usual = 7;

/** Takes a new key for signed links, for owners. */
export function LinkSigningSection({ organizationId }: { organizationId: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <section>
      <Card className="mb-5 flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{t.title}</h2>
          <p className="text-sm text-dim">{t.lead}</p>
        </div>
        <Button onClick={() => setAsked(true)}>
          <RefreshCw size={16} aria-hidden />
          {t.ask}
        </Button>
      </Card>
      {asked && <RotateKey organizationId={organizationId} onClose={() => setAsked(false)} />}
    </section>
  );
}

function RotateKey({ organizationId, onClose }: { organizationId: string; onClose(): void }) {
  const queryClient = useQueryClient();
  const [days, setDays] = useState(usual);
  const rotate = async () => {
    const { formerLinksUntil } = await call("rotateLinkKey", { organizationId, formerDays: days });
    notify(days === 0 ? t.rotatedAtOnce : t.rotated(momentOf(Date.parse(formerLinksUntil))));
    onClose();
    await invalidateAssets(queryClient);
  };
  return (
    <Dialog open onClose={onClose} title={t.question} description={t.what}>
      <DialogForm danger action={t.action} onCancel={onClose} onSubmit={rotate}>
        <SelectField
          label={t.formerLinks}
          hint={days === 0 ? t.endAtOnce : t.end(days)}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t.after(one)}
            </option>
          ))}
        </SelectField>
      </DialogForm>
    </Dialog>
  );
}
