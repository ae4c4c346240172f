import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
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
const isSlug = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Changes the organization's slug and opens the new URL. */
export function SlugForm({ organizationId }: { organizationId: string }) {
  const [slug, setSlug] = useState(organizationId);
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const changed = await call("changeOrganizationSlug", { organizationId, slug });
      // Keeps both slugs until the new page is open, so that the role stays known.
      queryClient.setQueryData(
        accountQuery.queryKey,
        (account) =>
          account && {
            ...account,
            organizations: account.organizations.flatMap((one) =>
              one.id === organizationId ? [one, { ...one, id: changed.id }] : [one],
            ),
          },
      );
      await navigate({
        to: "/app/$organizationId/-/settings",
        params: { organizationId: changed.id },
        replace: true,
      });
      notify(t.addressSaved);
      await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    });
  };
  return (
    <form onSubmit={save}>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="min-w-52 flex-1"
          label={t.address}
          value={slug}
          onChange={(event) => setSlug(event.target.value.toLowerCase().replace(/\s+/g, "-"))}
          maxLength={63}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Button type="submit" busy={busy} disabled={!isSlug.test(slug) || slug === organizationId}>
          {t.addressSave}
        </Button>
      </div>
      <p className="mt-1.5 text-sm text-dim">
        <span className="font-mono wrap-anywhere">{`${location.origin}/app/${slug}`}</span>
        <br />
        {t.addressHint}
      </p>
      {error && <Problem error={error} />}
    </form>
  );
}
