import { useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { call } from "../api/call.ts";
import { useRole } from "../session/role.ts";
import { connectTexts } from "../texts/connect.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Problem } from "../ui/states.tsx";

const t = connectTexts;

/** Creates a key for an app and shows it, so that the lines to copy contain it. */
export function NewKey({
  organizationId,
  app,
  secret,
  onSecret,
}: {
  organizationId: string;
  app: string;
  secret: string | null;
  onSecret(secret: string): void;
}) {
  const { isOwner } = useRole(organizationId);
  const queryClient = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const create = () =>
    attempt(async () => {
      const { apiKey } = await call("createKey", { organizationId, name: app, allLibraries: "write" });
      onSecret(apiKey);
      await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
    });
  return (
    <div className="mt-4 grid gap-2">
      {!isOwner && <p>{t.ownersMakeKeys}</p>}
      {isOwner && secret === null && (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy} onClick={create}>
            {!busy && <KeyRound size={17} aria-hidden />}
            {t.createKey(app)}
          </Button>
          <span className="text-sm text-dim">{t.keyLead}</span>
        </div>
      )}
      {error && <Problem error={error} />}
      {secret !== null && <Code label={t.key} text={secret} />}
      <p role="status" className="text-sm text-dim">
        {secret === null ? t.keyUnfilled : t.keyFilled}
      </p>
    </div>
  );
}
