import { Link } from "@tanstack/react-router";
import { Brain } from "lucide-react";
import { useRole } from "../shell/role.ts";
import { texts } from "../texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Empty } from "../ui/states.tsx";

const said = texts.memory;

/** An organization whose agents remember nobody yet. */
export function HowMemoryBegins({ organizationId }: { organizationId: string }) {
  const { canEdit, isOwner } = useRole(organizationId);
  return (
    <>
      <Empty
        icon={Brain}
        title={said.beginTitle}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {isOwner && (
              <Link
                to="/app/$organizationId/-/settings/keys"
                params={{ organizationId }}
                className={buttonLook("main")}
              >
                {said.makeKey}
              </Link>
            )}
            <a href="/docs" className={buttonLook()}>
              {said.readDocs}
            </a>
          </div>
        }
      >
        {isOwner ? said.begin : said.beginViewer}
      </Empty>
      {canEdit && <Code label={said.snippet} text={snippet} />}
    </>
  );
}

const snippet = `API=${location.origin}/api/v1
KEY=…  # ${said.snippetKey}

curl $API/users -H "Authorization: Bearer $KEY" \\
  --json '{"external_ref": "crm-7", "display_name": "Ada"}'

curl $API/conversations -H "Authorization: Bearer $KEY" \\
  --json '{"user_id": "usr_…", "title": "Moving house"}'

curl $API/memory/ingest -H "Authorization: Bearer $KEY" --json '{
  "user_id": "usr_…", "conversation_id": "conv_…",
  "user_message": "I moved to Lisbon, piano and all.",
  "agent_response": "Welcome to Lisbon!"
}'`;
