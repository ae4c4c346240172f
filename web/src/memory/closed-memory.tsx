import { LockKeyhole } from "lucide-react";
import { texts } from "../texts.ts";
import { Empty } from "../ui/states.tsx";

const said = texts.memory;

/** In place of what is sealed with an organization's own key. */
export const ClosedMemory = () => (
  <Empty icon={LockKeyhole} title={said.closedTitle}>
    {said.closed}
  </Empty>
);
