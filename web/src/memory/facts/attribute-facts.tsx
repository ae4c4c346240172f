import { memoryTexts } from "../../texts/memory.ts";
import { FactLine } from "./fact-line.tsx";
import { attributeName, type FactGroup } from "./group-facts.ts";

const t = memoryTexts;

/** The facts of one attribute: current values and history. */
export function AttributeFacts({
  organizationId,
  userId,
  group: { attribute, current, former },
}: {
  organizationId: string;
  userId: string;
  group: FactGroup;
}) {
  const place = { organizationId, userId };
  return (
    <li className="px-4 py-3">
      <h3 className="text-sm text-dim wrap-anywhere">{attributeName(attribute)}</h3>
      {current.length === 0 && <p className="text-dim">{t.nothingHolds}</p>}
      {current.map((fact) => (
        <FactLine key={fact.fact_id} {...place} fact={fact} current />
      ))}
      {former.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit py-1 text-sm text-dim hover:text-text">{t.former(former.length)}</summary>
          <div className="border-l-2 pl-4">
            {former.map((fact) => (
              <FactLine key={fact.fact_id} {...place} fact={fact} current={false} />
            ))}
          </div>
        </details>
      )}
    </li>
  );
}
