import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useState } from "react";
import { NewOrganization } from "../organization/create-dialogs.tsx";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { Menu, MenuItem, MenuLine, MenuTitle } from "../ui/menu.tsx";

const t = texts.shell;

/** The current organization, with a menu of the others. */
export function OrganizationMenu({ organizationId }: { organizationId: string }) {
  const { data: account } = useQuery(accountQuery);
  const [adding, setAdding] = useState(false);
  const organizations = account?.organizations ?? [];
  const name = organizations.find(({ id }) => id === organizationId)?.name ?? organizationId;
  return (
    <>
      <Menu
        align="start"
        button={
          <button
            type="button"
            className="flex h-11 w-full items-center gap-2.5 rounded-lg px-2 text-left hover:bg-wash"
          >
            <img src="/web/icon.svg" alt="" width="26" height="26" />
            <span className="truncate font-semibold">{name}</span>
            <ChevronsUpDown size={16} className="ml-auto shrink-0 text-dim" aria-hidden />
          </button>
        }
      >
        <MenuTitle>{t.organizations}</MenuTitle>
        {organizations.map(({ id, name }) => (
          <MenuItem key={id} asChild>
            <Link to="/app/$organizationId" params={{ organizationId: id }}>
              <span className="truncate">{name ?? id}</span>
              {id === organizationId && (
                <Check size={16} className="ml-auto shrink-0 text-accent" aria-hidden />
              )}
            </Link>
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => setAdding(true)}>
          <Plus size={16} aria-hidden />
          {t.newOrganization}
        </MenuItem>
      </Menu>
      <NewOrganization open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
