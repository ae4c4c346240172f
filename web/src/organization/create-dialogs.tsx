import { useQueryClient } from "@tanstack/react-query";
import { type LinkOptions, useNavigate } from "@tanstack/react-router";
import { call } from "../api/call.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";

const t = texts.shell;

interface Opened {
  open: boolean;
  onClose(): void;
}

export const NewLibrary = ({ organizationId, ...opened }: Opened & { organizationId: string }) => (
  <CreateDialog
    {...opened}
    title={t.newLibrary}
    hint={t.newLibraryHint}
    label={t.libraryName}
    action={t.createLibrary}
    list={["listLibraries"]}
    create={async (name) => {
      const { id } = await call("createLibrary", { organizationId, name });
      return { to: "/app/$organizationId/$libraryId", params: { organizationId, libraryId: id } };
    }}
  />
);

export const NewOrganization = (opened: Opened) => (
  <CreateDialog
    {...opened}
    title={t.newOrganization}
    hint={t.newOrganizationHint}
    label={t.organizationName}
    action={t.createOrganization}
    list={accountQuery.queryKey}
    create={async (name) => {
      const { id } = await call("createMyOrganization", { name });
      return { to: "/app/$organizationId", params: { organizationId: id } };
    }}
  />
);

/** Asks for a name, creates an object with it and opens its page. `list` is the key of the query that lists it. */
function CreateDialog({
  list,
  create,
  ...asked
}: Opened & {
  title: string;
  hint: string;
  label: string;
  action: string;
  list: readonly unknown[];
  create(name: string): Promise<LinkOptions>;
}) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <NameDialog
      {...asked}
      onName={async (name) => {
        const page = await create(name);
        await queryClient.invalidateQueries({ queryKey: list });
        await navigate(page);
      }}
    />
  );
}
