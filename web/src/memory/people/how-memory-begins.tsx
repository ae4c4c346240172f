import { Link } from "@tanstack/react-router";
import { Brain } from "lucide-react";
import { useRole } from "../../session/role.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { buttonLook } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Empty } from "../../ui/states.tsx";

const t = memoryTexts;

/** Shown if the organization's agents remember nobody yet: how to start. */
export function HowMemoryBegins({ organizationId }: { organizationId: string }) {
  const { canEdit, isOwner } = useRole(organizationId);
  return (
    <>
      <Empty
        icon={Brain}
        title={t.beginTitle}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {isOwner && (
              <Link
                to="/app/$organizationId/-/settings/keys"
                params={{ organizationId }}
                className={buttonLook("main")}
              >
                {t.makeKey}
              </Link>
            )}
            <a href="/guides/memory" className={buttonLook()}>
              {t.readDocs}
            </a>
          </div>
        }
      >
        {isOwner ? t.begin : t.beginViewer}
      </Empty>
      {canEdit && <Code label={t.snippet} text={snippet} />}
    </>
  );
}

const snippet = `API=${location.origin}/api/v1
KEY=…  # ${t.snippetKey}

curl $API/users -H "Authorization: Bearer $KEY" \\
  --json '{"external_ref": "crm-7", "display_name": "Ada"}'

curl $API/conversations -H "Authorization: Bearer $KEY" \\
  --json '{"user_id": "usr_…", "title": "Moving house"}'

curl $API/memory/ingest -H "Authorization: Bearer $KEY" --json '{
  "user_id": "usr_…", "conversation_id": "conv_…",
  "user_message": "I moved to Lisbon, piano and all.",
  "agent_response": "Welcome to Lisbon!"
}'`;
