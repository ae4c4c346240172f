import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { TextField } from "../../ui/field.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { type Expiry, endOf } from "./expiry.ts";
import { ExpiryFields } from "./expiry-fields.tsx";
import { GrantsPicker } from "./grants-picker.tsx";
import { type Grants, grantsAmong, type Level, type NewKey, type Scope } from "./key.ts";
import { Part } from "./part.tsx";
import { ScopesPicker } from "./scopes-picker.tsx";

const t = keyTexts;

/** Creates a key with a name, access and expiry. */
export function CreateKey({
  organizationId,
  libraries,
  onClose,
  onCreated,
}: {
  organizationId: string;
  libraries: readonly Library[] | undefined;
  onClose(): void;
  onCreated(key: NewKey): void;
}) {
  const only = libraries?.length === 1 ? libraries[0] : undefined;
  const [name, setName] = useState("");
  const [grants, setGrants] = useState<Grants>(only ? { [only.id]: "write" } : {});
  const [everywhere, setEverywhere] = useState<Level>("none");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [expiry, setExpiry] = useState<Expiry>("never");
  const [day, setDay] = useState("");
  const queryClient = useQueryClient();
  const expiresAt = endOf(expiry, day);
  const reachesNothing = everywhere === "none" && Object.keys(grants).length === 0 && scopes.length === 0;
  const create = async () => {
    if (expiresAt === null) return;
    const key = await call("createKey", {
      organizationId,
      name: name.trim(),
      libraries: grantsAmong(libraries ?? [], grants),
      allLibraries: everywhere === "none" ? null : everywhere,
      scopes,
      ...(expiresAt !== undefined && { expiresAt }),
    });
    onCreated(key);
    await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
  };
  return (
    <Dialog open wide keep onClose={onClose} title={t.createTitle}>
      <DialogForm
        pinned
        action={t.create}
        disabled={name.trim() === "" || expiresAt === null}
        note={reachesNothing && name.trim() !== "" ? t.reachesNothing : undefined}
        onCancel={onClose}
        onSubmit={create}
      >
        <div className="grid grid-cols-1 gap-6">
          <TextField
            label={t.name}
            hint={t.nameHint}
            maxLength={100}
            autoComplete="off"
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Part title={t.libraries} lead={t.librariesLead}>
            {libraries ? (
              <GrantsPicker
                libraries={libraries}
                grants={grants}
                onGrants={setGrants}
                everywhere={everywhere}
                onEverywhere={setEverywhere}
              />
            ) : (
              <Skeleton className="h-24" />
            )}
          </Part>
          <Part title={t.memory} lead={t.memoryLead}>
            <ScopesPicker chosen={scopes} onChosen={setScopes} />
          </Part>
          <ExpiryFields expiry={expiry} onExpiry={setExpiry} day={day} onDay={setDay} />
        </div>
      </DialogForm>
    </Dialog>
  );
}
