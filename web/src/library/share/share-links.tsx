import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import type { Output } from "../../server/operations.ts";
import { shareTexts as t } from "../../texts/share.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { dayOf } from "../../ui/format.ts";
import { Problem } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Place } from "../assets/change-assets.ts";

type Link = Output<"listShareLinks">[number];

/** The library's share links, with buttons to revoke them. Nothing if there are none. */
export function ShareLinks({ place }: { place: Place }) {
  const { data: links, error } = useQuery(asking("listShareLinks", { ...place, pageSize: 500 }));
  if (error) return <Problem error={error} />;
  if (!links || links.length === 0) return null;
  return (
    <section className="mt-6 border-t pt-4">
      <h3 className="mb-1 text-sm font-medium">{t.existing}</h3>
      <ul className="max-h-56 overflow-y-auto">
        {links.map((link) => (
          <LinkRow key={link.id} link={link} place={place} />
        ))}
      </ul>
    </section>
  );
}

function LinkRow({ link, place }: { link: Link; place: Place }) {
  const client = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const isOver = new Date(link.expiresAt).getTime() <= Date.now();
  const revoke = () =>
    attempt(async () => {
      await call("revokeShareLink", { ...place, shareId: link.id });
      notify(t.revoked);
      await client.invalidateQueries({ queryKey: ["listShareLinks"] });
    });
  return (
    <li className="border-b py-2 last:border-b-0">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate">
            {link.name}
          </p>
          <p className="text-sm text-dim">
            {whatOf(link)} · {isOver ? t.expired : t.until(dayOf(new Date(link.expiresAt).getTime()))}
          </p>
        </div>
        {!isOver && (
          <Button small busy={busy} onClick={revoke} aria-label={t.revokeNamed(link.name)}>
            {t.revoke}
          </Button>
        )}
      </div>
      {error && <Problem error={error} />}
    </li>
  );
}

function whatOf({ files, tag }: Link): string {
  if (files !== null) return t.files(files);
  return tag === null ? t.library : t.tag(tag);
}
