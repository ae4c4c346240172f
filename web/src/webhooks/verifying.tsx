import { ChevronRight } from "lucide-react";
import { webhookTexts } from "../texts/webhooks.ts";
import { Code } from "../ui/code.tsx";

const t = webhookTexts;

/** Code to verify a message's signature. The same as in docs/webhooks.md. */
export const Verifying = () => (
  <details className="group mb-10">
    <summary className="mb-2 flex list-none items-center gap-1.5 py-1 font-medium">
      <ChevronRight size={16} className="transition-transform group-open:rotate-90" aria-hidden />
      {t.verify}
    </summary>
    <p className="mb-3 text-dim">{t.verifyLead}</p>
    <Code label={t.verify} text={snippet} />
  </details>
);

const snippet = `import { createHmac, timingSafeEqual } from "node:crypto";

const toleranceSeconds = 300;

/** \`body\`: the raw bytes. \`header\`: X-Rookery-Signature. */
export function verify(secret, body, header, nowSeconds = Date.now() / 1000) {
  const { t, v1 } = Object.fromEntries(header.split(",").map((part) => part.split("=", 2)));
  const expected = createHmac("sha256", secret).update(\`\${t}.\`).update(body).digest();
  const given = Buffer.from(v1 ?? "", "hex");
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs && Math.abs(nowSeconds - Number(t)) <= toleranceSeconds;
}`;
