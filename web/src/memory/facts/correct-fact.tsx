import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Problem } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import { invalidateMemory } from "../invalidate.ts";
import type { Fact } from "./every-fact.ts";
import { attributeName } from "./group-facts.ts";

const t = memoryTexts;

/** An inline form to correct a fact's value. */
export function CorrectFact({
  organizationId,
  fact,
  onDone,
}: {
  organizationId: string;
  fact: Fact;
  onDone(): void;
}) {
  const queryClient = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const [value, setValue] = useState(fact.value);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() === fact.value) return onDone();
    void attempt(async () => {
      await call("correctFact", { fact_id: fact.fact_id, value: value.trim() }, { organizationId });
      await invalidateMemory(queryClient);
      notify(t.corrected);
      onDone();
    });
  };
  return (
    <form
      onSubmit={save}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
      className="grid gap-3 py-2"
    >
      <TextField
        label={t.correctLabel(attributeName(fact.attribute))}
        hint={t.correctHint}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        maxLength={500}
        autoComplete="off"
        autoFocus
        required
      />
      {error && <Problem error={error} className="mt-0" />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="main" small busy={busy} disabled={value.trim() === ""}>
          {texts.ui.save}
        </Button>
        <Button small onClick={onDone}>
          {texts.ui.cancel}
        </Button>
      </div>
    </form>
  );
}
