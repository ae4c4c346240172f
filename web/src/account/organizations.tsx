import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { NewOrganization } from "../organization/create-dialogs.tsx";
import type { Account } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Section } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";

const t = texts.account;

/** The account's organizations, to open or leave. */
export function Organizations({ account: { organizations } }: { account: Account }) {
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const queryClient = useQueryClient();
  const leave = async () => {
    if (!leaving) return;
    await call("leaveOrganization", { organizationId: leaving.id });
    await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    notify(t.left(leaving.name));
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
        <Empty icon={Building2} title={t.noOrganizationTitle}>
          {t.noOrganization}
        </Empty>
      ) : (
        <Rows>
          {organizations.map(({ id, name, role }) => (
            <Row key={id} title={name ?? id} about={texts.members.roles[role]}>
              <Link
                to="/app/$organizationId"
                params={{ organizationId: id }}
                className={buttonLook("plain", true)}
                aria-label={t.openNamed(name ?? id)}
              >
                {t.open}
              </Link>
              <Button
                small
                look="quiet"
                aria-label={t.leaveNamed(name ?? id)}
                onClick={() => setLeaving({ id, name: name ?? id })}
              >
                {t.leave}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <NewOrganization open={adding} onClose={() => setAdding(false)} />
      <Confirm
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t.leaveTitle(leaving?.name ?? "")}
        action={t.leave}
        onConfirm={leave}
      >
        {t.leaveLead}
      </Confirm>
    </Section>
  );
}
