import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import type { Account } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Card, Section } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";
import { chooseTheme, type Theme, useTheme } from "../ui/theme.ts";
import { notify } from "../ui/toasts.tsx";

const t = texts.account;
const themes: readonly Theme[] = ["system", "light", "dark"];

/** Name, email address and theme. */
export function Profile({ account }: { account: Account }) {
  const queryClient = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const [name, setName] = useState(account.name);
  const theme = useTheme();
  const rename = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const renamed = await call("renameAccount", { name: name.trim() });
      queryClient.setQueryData(accountQuery.queryKey, renamed);
      setName(renamed.name);
      notify(t.renamed);
    });
  };
  return (
    <Section title={t.you}>
      <Card className="grid gap-5">
        <form onSubmit={rename} className="grid gap-1.5">
          <div className="flex items-end gap-2">
            <TextField
              label={t.name}
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={100}
              autoComplete="name"
              required
              className="min-w-0 max-w-md flex-1"
            />
            <Button type="submit" busy={busy} disabled={name.trim() === "" || name.trim() === account.name}>
              {texts.ui.save}
            </Button>
          </div>
          <p className="text-sm text-dim">{t.nameHint}</p>
          {error && <Problem error={error} />}
        </form>
        <div className="grid gap-1.5">
          <h3 className="text-sm font-medium">{t.email}</h3>
          <p className="wrap-anywhere">{account.email}</p>
          <p className="text-sm text-dim">{t.emailHint}</p>
        </div>
        <SelectField
          label={texts.shell.theme}
          value={theme}
          onChange={(event) => chooseTheme(event.target.value as Theme)}
          className="max-w-md"
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {texts.shell.themes[one]}
            </option>
          ))}
        </SelectField>
      </Card>
    </Section>
  );
}
