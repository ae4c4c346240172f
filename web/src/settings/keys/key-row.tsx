import { Ellipsis, Eye, KeyRound, ListChecks, Pencil, RefreshCw, Trash2 } from "lucide-react";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { IconButton } from "../../ui/button.tsx";
import { ago, dayOf, momentOf } from "../../ui/format.ts";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { Badge } from "../badge.tsx";
import { hasWholeMemory, isExpired, type Key, reach, wholeMemory } from "./key.ts";

const t = keyTexts;

export function KeyRow({
  apiKey,
  libraries,
  onAsk,
}: {
  apiKey: Key;
  libraries: readonly Library[] | undefined;
  onAsk(what: "grants" | "rename" | "regenerate" | "reveal" | "delete"): void;
}) {
  const { name, hint, createdAt, expiresAt, lastUsedAt, leakedAt } = apiKey;
  const expired = isExpired(apiKey);
  const leaked = leakedAt !== null && !expired;
  return (
    <li className="flex gap-3 px-4 py-3.5">
      <KeyRound size={18} className="mt-0.5 shrink-0 text-dim" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span className="font-medium wrap-anywhere">{name}</span>
          <code className="text-sm text-dim">{hint}</code>
          {expired && <Badge look="danger">{t.expired}</Badge>}
          {leaked && <Badge look="danger">{t.leaked}</Badge>}
        </p>
        {leaked && <p className="my-1 text-danger">{t.leakedOn(dayOf(leakedAt))}</p>}
        <p className="wrap-anywhere">{reach(apiKey, libraries).join(" · ")}</p>
        <Scopes of={apiKey} />
        <p className="mt-0.5 text-sm text-dim">
          {t.created(dayOf(createdAt))}
          {" · "}
          {lastUsedAt === null ? (
            t.neverUsed
          ) : (
            <span title={momentOf(lastUsedAt)}>{t.used(ago(lastUsedAt))}</span>
          )}
          {" · "}
          {expiresAt === null
            ? t.neverExpires
            : expired
              ? t.expiredOn(dayOf(expiresAt))
              : t.expiresOn(dayOf(expiresAt))}
        </p>
      </div>
      <Menu
        button={
          <IconButton label={t.actions(name)}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onAsk("grants")}>
          <ListChecks size={16} aria-hidden />
          {t.change}
        </MenuItem>
        <MenuItem onSelect={() => onAsk("rename")}>
          <Pencil size={16} aria-hidden />
          {t.rename}
        </MenuItem>
        {apiKey.revealable && (
          <MenuItem onSelect={() => onAsk("reveal")}>
            <Eye size={16} aria-hidden />
            {t.reveal}
          </MenuItem>
        )}
        <MenuItem onSelect={() => onAsk("regenerate")}>
          <RefreshCw size={16} aria-hidden />
          {t.regenerate}
        </MenuItem>
        <MenuLine />
        <MenuItem danger onSelect={() => onAsk("delete")}>
          <Trash2 size={16} aria-hidden />
          {t.remove}
        </MenuItem>
      </Menu>
    </li>
  );
}

function Scopes({ of }: { of: Key }) {
  if (of.scopes.length === 0) return null;
  const whole = hasWholeMemory(of.scopes);
  const named = whole ? of.scopes.filter((scope) => !wholeMemory.includes(scope)) : of.scopes;
  const badges = named.length > 0 && (
    <ul className="my-1 flex flex-wrap gap-1.5">
      {named.map((scope) => (
        <li key={scope} title={t.scopes[scope]}>
          <Badge>{scope}</Badge>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {whole && <p>{t.wholeMemory}</p>}
      {badges}
    </>
  );
}
