import { LockKeyhole } from "lucide-react";
import { memoryTexts } from "../texts/memory.ts";
import { Empty } from "../ui/states.tsx";

const t = memoryTexts;

/** Shown instead of data that is encrypted with the organization's own key. */
export const ClosedMemory = () => (
  <Empty icon={LockKeyhole} title={t.closedTitle}>
    {t.closed}
  </Empty>
);
