import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { CheckField, SelectField } from "../../ui/field.tsx";
import { notify } from "../../ui/toasts.tsx";

const t = texts.settings.privacy;

const choices = [3600, 86_400, 7 * 86_400, 30 * 86_400];

interface Asked {
  organizationId: string;
  library: Library;
  onClose(): void;
}

/** Makes a library private or public, and says how long links in the app and in answers work. */
export function LibraryPrivacy({ organizationId, library, onClose }: Asked) {
  const queryClient = useQueryClient();
  const [isPrivate, setPrivate] = useState(library.private);
  const [seconds, setSeconds] = useState(library.linkSeconds);
  const name = library.name ?? library.id;
  const offered = [...new Set([...choices, library.linkSeconds])].sort((a, b) => a - b);
  const submit = async () => {
    await call("setLibraryPrivacy", {
      organizationId,
      libraryId: library.id,
      private: isPrivate,
      linkSeconds: seconds,
    });
    notify(isPrivate ? t.nowPrivate(name) : t.nowPublic(name));
    onClose();
    await invalidateAssets(queryClient);
  };
  return (
    <Dialog open onClose={onClose} title={t.title(name)}>
      <DialogForm action={t.save} onCancel={onClose} onSubmit={submit}>
        <CheckField
          label={t.private}
          hint={t.privateHint}
          checked={isPrivate}
          onChange={(event) => setPrivate(event.target.checked)}
        />
        {isPrivate && (
          <SelectField
            label={t.lifetime}
            hint={t.lifetimeHint}
            value={seconds}
            onChange={(event) => setSeconds(Number(event.target.value))}
            className="mt-4"
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {t.lasting(one)}
              </option>
            ))}
          </SelectField>
        )}
      </DialogForm>
    </Dialog>
  );
}
