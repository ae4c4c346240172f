import { withoutControls } from "../../../../kernel/fields.ts";
import type { Mail } from "../../../../platform/mail/mailer.ts";
import type { Approval } from "./approval.ts";

const did: Record<Approval["state"], string> = {
  in_review: "is reviewing",
  approved: "approved",
  needs_changes: "asks for changes to",
};

export function approvalMail(
  to: string,
  link: string,
  { state, note, ...names }: Pick<Approval, "state" | "note"> & { by: string; name: string },
): Mail {
  const [by, name] = [onOneLine(names.by), onOneLine(names.name)];
  const quoted = note === null ? "" : `\n${note.replace(/^/gm, "> ")}\n`;
  return {
    to,
    kind: "approval",
    subject: `${by} ${did[state]} “${name}”`,
    text: `${by} ${did[state]} “${name}”, which you uploaded.
${quoted}
${link}
`,
  };
}

// Other people choose names, which must not pass for the mail's own text.
const onOneLine = (name: string) => withoutControls(name.replace(/\s+/g, " ")).trim().slice(0, 80);
