import { Download } from "lucide-react";
import { useState } from "react";
import { memoryTexts } from "../../texts/memory.ts";
import { Button } from "../../ui/button.tsx";
import { notify, notifyProblem } from "../../ui/toasts.tsx";
import { exportToFile } from "./export-to-file.ts";
import type { User } from "./person.ts";

const t = memoryTexts;

/** Saves all data about a person as a file. */
export function ExportPerson({ organizationId, user }: { organizationId: string; user: User }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      if (await exportToFile(organizationId, user.user_id)) notify(t.exported);
    } catch (error) {
      notifyProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={save}>
      {!busy && <Download size={16} aria-hidden />}
      {busy ? t.exporting : t.export}
    </Button>
  );
}
