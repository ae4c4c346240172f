import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogButtons, DialogFooter } from "../../ui/dialog.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Problem, Skeleton } from "../../ui/states.tsx";
import { today } from "../today.ts";
import { type Expiry, endOf, expiries } from "./expiry.ts";
import { GrantsPicker } from "./grants-picker.tsx";
import { type Grants, grantsAmong, type NewKey, type Scope } from "./key.ts";
import { Part } from "./part.tsx";
import { ScopesPicker } from "./scopes-picker.tsx";

const t = texts.keys;

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
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [expiry, setExpiry] = useState<Expiry>("never");
  const [day, setDay] = useState("");
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const expiresAt = endOf(expiry, day);
  const reachesNothing = Object.keys(grants).length === 0 && scopes.length === 0;
  const create = (event: FormEvent) => {
    event.preventDefault();
    if (expiresAt === null) return;
    void attempt(async () => {
      const key = await call("createKey", {
        organizationId,
        name: name.trim(),
        libraries: grantsAmong(libraries ?? [], grants),
        scopes,
        ...(expiresAt !== undefined && { expiresAt }),
      });
      onCreated(key);
      await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
    });
  };
  return (
    <Dialog open wide keep onClose={onClose} title={t.createTitle}>
      <form onSubmit={create}>
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
              <GrantsPicker libraries={libraries} grants={grants} onGrants={setGrants} />
            ) : (
              <Skeleton className="h-24" />
            )}
          </Part>
          <Part title={t.memory} lead={t.memoryLead}>
            <ScopesPicker chosen={scopes} onChosen={setScopes} />
          </Part>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={t.expiry}
              value={expiry}
              onChange={(event) => setExpiry(event.target.value as Expiry)}
            >
              {expiries.map((one) => (
                <option key={one} value={one}>
                  {t.expiries[one]}
                </option>
              ))}
            </SelectField>
            {expiry === "date" && (
              <TextField
                label={t.day}
                type="date"
                min={today()}
                required
                value={day}
                onChange={(event) => setDay(event.target.value)}
                error={day !== "" && expiresAt === null ? t.dayPast : null}
              />
            )}
          </div>
        </div>
        <DialogFooter>
          {reachesNothing && name.trim() !== "" && (
            <p role="status" className="text-sm text-dim">
              {t.reachesNothing}
            </p>
          )}
          {error && <Problem error={error} />}
          <DialogButtons>
            <Button onClick={onClose}>{texts.ui.cancel}</Button>
            <Button type="submit" look="main" busy={busy} disabled={name.trim() === "" || expiresAt === null}>
              {t.create}
            </Button>
          </DialogButtons>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
