import type { Mail } from "../../../../platform/mail/mailer.ts";
import type { EndedLeak } from "./store.ts";

export function leakMail(to: string, publicUrl: string, { key, revoked, url }: EndedLeak): Mail {
  const found = url ? `It was found here:\n\n${url}\n\n` : "";
  const next = revoked
    ? "It no longer works. Create a new key for whatever used it:"
    : "It still works. Regenerate it now, and give the new key to whatever uses it:";
  return {
    to,
    kind: "leaked-key",
    subject: revoked ? "A public API key was revoked" : "An API key is public",
    text: `The API key "${key.name}" (${key.hint}) of ${key.organization} is public, so anyone can use it.

${found}${next}

${publicUrl}/app/${key.organization}/-/settings/keys

Then read the audit log to see what the key was used for.
`,
  };
}
