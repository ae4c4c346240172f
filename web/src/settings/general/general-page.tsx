import { texts } from "../../texts/texts.ts";
import { Card, Page } from "../../ui/page.tsx";
import { useMembership } from "../membership.ts";
import { DeleteSection } from "./delete-section.tsx";
import { LeaveSection } from "./leave-section.tsx";
import { LibrariesSection } from "./libraries-section.tsx";
import { LinkSigningSection } from "./link-signing-section.tsx";
import { NameForm } from "./name-form.tsx";
import { SlugForm } from "./slug-form.tsx";

const t = texts.settings;

/** The organization's name and libraries, with buttons to leave or delete it. Read-only for non-owners. */
export function GeneralPage() {
  const { organizationId, name, role, isOwner } = useMembership();
  return (
    <Page title={t.general}>
      {isOwner ? (
        <Card className="mb-10 grid gap-6">
          <NameForm key={name} organizationId={organizationId} name={name} />
          <SlugForm key={organizationId} organizationId={organizationId} />
        </Card>
      ) : (
        <Card className="mb-10">
          <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-[auto_1fr]">
            <dt className="text-dim">{t.name}</dt>
            <dd className="wrap-anywhere">{name}</dd>
            <dt className="text-dim">{t.address}</dt>
            <dd className="font-mono text-sm leading-6 wrap-anywhere">{organizationId}</dd>
            {role && (
              <>
                <dt className="text-dim">{t.yourRole}</dt>
                <dd>
                  {texts.members.roles[role]}
                  <span className="block text-sm text-dim">{texts.members.may[role]}</span>
                </dd>
              </>
            )}
          </dl>
        </Card>
      )}
      <LibrariesSection organizationId={organizationId} isOwner={isOwner} />
      {isOwner && <LinkSigningSection organizationId={organizationId} />}
      <LeaveSection organizationId={organizationId} name={name} isOwner={isOwner} />
      {isOwner && <DeleteSection organizationId={organizationId} name={name} />}
    </Page>
  );
}
