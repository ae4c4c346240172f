import type { Output } from "../../server/operations.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { ListEnd } from "../../ui/list-end.tsx";
import { FactLine } from "../facts/fact-line.tsx";
import { OpenExchange } from "../open-exchange.tsx";
import { Sides } from "../sides.tsx";
import { momentIn } from "../times.ts";
import { KindIcon, kindOf } from "./entity-kind.tsx";

const t = memoryTexts;

type Part = Output<"getEntity">;

/** The heading, facts and exchanges of someone or something. */
export function EntityShown({
  organizationId,
  userId,
  list,
  pages,
}: {
  organizationId: string;
  userId: string;
  list: Parameters<typeof ListEnd>[0]["list"];
  pages: readonly Part[];
}) {
  const [newest] = pages;
  if (!newest) return null;
  const place = { organizationId, userId };
  // New exchanges shift others onto the next page, so pages may overlap.
  const all = pages.flatMap(({ interactions }) => interactions);
  const exchanges = [...new Map(all.map((one) => [one.interaction_id, one])).values()];
  return (
    <>
      <header className="mt-2 flex items-center gap-3">
        <KindIcon kind={newest.kind} />
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold leading-tight wrap-anywhere">
            <bdi className="line-clamp-3">{newest.name}</bdi>
          </h1>
          <p className="text-dim">{kindOf(newest)}</p>
        </div>
      </header>
      <section className="mt-8">
        <h2 className="mb-2 font-semibold">{t.entityFacts}</h2>
        <ul className="divide-y rounded-xl border bg-card">
          {newest.facts.map((fact) => (
            <li key={fact.fact_id} className="px-4 py-2">
              <FactLine {...place} fact={fact} current />
            </li>
          ))}
        </ul>
      </section>
      <section className="mt-8">
        <h2 className="font-semibold">{t.entityExchanges}</h2>
        <p className="mb-2 text-sm text-dim">
          {newest.total === 0 ? t.entityNotSaid : t.exchangesCount(newest.total)}
        </p>
        <ol className="grid gap-3">
          {exchanges.map((exchange) => (
            <li key={exchange.interaction_id} className="rounded-xl border bg-card p-4">
              <div className="flex flex-wrap items-center justify-between gap-x-4 text-sm text-dim">
                <time dateTime={exchange.timestamp}>{momentIn(exchange.timestamp)}</time>
                <OpenExchange {...place} exchange={exchange} />
              </div>
              <Sides exchange={exchange} question={newest.name} />
            </li>
          ))}
        </ol>
        <ListEnd list={list} />
      </section>
    </>
  );
}
