import { Link } from "@tanstack/react-router";
import { UserRoundX } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Empty } from "../ui/states.tsx";

const t = texts.memory;

/** In place of a person or a conversation that is not there, or not any more. */
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
