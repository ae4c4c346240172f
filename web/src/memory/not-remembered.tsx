import { Link } from "@tanstack/react-router";
import { UserRoundX } from "lucide-react";
import { memoryTexts } from "../texts/memory.ts";
import { buttonLook } from "../ui/button.tsx";
import { Empty } from "../ui/states.tsx";

const t = memoryTexts;

/** Shown instead of a person or conversation that does not exist (any more). */
export const NotRemembered = ({ organizationId }: { organizationId: string }) => (
  <Empty
    icon={UserRoundX}
    title={t.notRememberedTitle}
    action={
      <Link to="/app/$organizationId/-/memory" params={{ organizationId }} className={buttonLook()}>
        {t.everybody}
      </Link>
    }
  >
    {t.notRemembered}
  </Empty>
);
