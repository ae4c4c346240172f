import { LockKeyhole } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { Empty } from "../ui/states.tsx";

const t = texts.memory;

/** Shown instead of data that is encrypted with the organization's own key. */
export const ClosedMemory = () => (
  <Empty icon={LockKeyhole} title={t.closedTitle}>
    {t.closed}
  </Empty>
);
