import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import { accountQuery, safePath } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { StandalonePage } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";

const t = texts.signIn;

/** Asks a new person for their name, once. To skip it keeps the name that the address gave them. */
export function NamePage() {
  const { to } = useSearch({ from: "/name" });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { busy, error, attempt } = useAttempt();
  const { name: given = "", email = "" } = queryClient.getQueryData(accountQuery.queryKey) ?? {};
  // A name that single sign-on brought is likely right, the beginning of an address is not.
  const [name, setName] = useState(email.startsWith(`${given}@`) ? "" : given);
  const keep = (chosen: string) =>
    attempt(async () => {
      queryClient.setQueryData(accountQuery.queryKey, await call("renameAccount", { name: chosen }));
      await navigate({ href: safePath(to), replace: true });
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep(name.trim());
  };
  return (
    <StandalonePage title={t.nameTitle}>
      <h1 className="text-3xl font-semibold leading-tight">{t.nameTitle}</h1>
      <p className="mb-6 mt-2 text-dim">{t.nameLead}</p>
      <form onSubmit={submit} className="grid gap-3">
        <TextField
          label={t.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={100}
          autoComplete="name"
          autoFocus
        />
        <Button type="submit" look="main" busy={busy} disabled={name.trim() === ""}>
          {t.continue}
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => keep(given)}>
          {t.skipName}
        </Button>
        {error && <Problem error={error} />}
      </form>
    </StandalonePage>
  );
}
