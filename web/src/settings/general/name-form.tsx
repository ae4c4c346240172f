import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/call.ts";
import { accountQuery } from "../../session/session.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Problem } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";

const t = texts.settings;

export function NameForm({ organizationId, name }: { organizationId: string; name: string }) {
  const [next, setNext] = useState(name);
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await call("renameOrganization", { organizationId, name: next.trim() });
      await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
      notify(t.nameSaved);
    });
  };
  return (
    <form onSubmit={save}>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="min-w-52 flex-1"
          label={t.name}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          maxLength={200}
          autoComplete="off"
          required
        />
        <Button type="submit" busy={busy} disabled={next.trim() === "" || next.trim() === name}>
          {texts.ui.save}
        </Button>
      </div>
      <p className="mt-1.5 text-sm text-dim">{t.nameHint}</p>
      {error && <Problem error={error} />}
    </form>
  );
}
