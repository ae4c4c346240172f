import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import type { Account } from "../api/operations.ts";
import { accountQuery } from "../session.ts";
import { NewOrganization } from "../shell/new-organization.tsx";
import { texts } from "../texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Section } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { tell } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";

const said = texts.account;

/** Where this account belongs, with a way in and a way out. */
export function Organizations({ account: { organizations } }: { account: Account }) {
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const queryClient = useQueryClient();
  const leave = async () => {
    if (!leaving) return;
    await call("leaveOrganization", { organizationId: leaving.id });
    await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    tell(said.left(leaving.name));
  };
  return (
    <Section
      title={texts.shell.organizations}
      actions={
        <Button small onClick={() => setAdding(true)}>
          <Plus size={15} aria-hidden />
          {texts.shell.newOrganization}
        </Button>
      }
    >
      {organizations.length === 0 ? (
        <Empty icon={Building2} title={said.noOrganizationTitle}>
          {said.noOrganization}
        </Empty>
      ) : (
        <Rows>
          {organizations.map(({ id, name, role }) => (
            <Row key={id} title={name ?? id} about={texts.members.roles[role]}>
              <Link
                to="/app/$organizationId"
                params={{ organizationId: id }}
                className={buttonLook("plain", true)}
                aria-label={said.openNamed(name ?? id)}
              >
                {said.open}
              </Link>
              <Button
                small
                look="quiet"
                aria-label={said.leaveNamed(name ?? id)}
                onClick={() => setLeaving({ id, name: name ?? id })}
              >
                {said.leave}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <NewOrganization open={adding} onClose={() => setAdding(false)} />
      <Confirm
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={said.leaveTitle(leaving?.name ?? "")}
        action={said.leave}
        onConfirm={leave}
      >
        {said.leaveLead}
      </Confirm>
    </Section>
  );
}
