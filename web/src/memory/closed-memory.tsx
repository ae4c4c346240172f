import { LockKeyhole } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { Empty } from "../ui/states.tsx";

const t = texts.memory;

/** In place of what is sealed with an organization's own key. */
export const ClosedMemory = () => (
  <Empty icon={LockKeyhole} title={t.closedTitle}>
    {t.closed}
  </Empty>
);
