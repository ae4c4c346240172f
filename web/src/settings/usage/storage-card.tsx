import type { Output } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { bytes, count } from "../../ui/format.ts";
import { Card, Section } from "../../ui/page.tsx";
import { Shares } from "./shares.tsx";

const t = texts.usage;
// Shows a warning from this share on.
const tight = 0.9;

/** Storage used, the limit, and the parts. */
export function StorageCard({ usage: { storage, assets, libraries } }: { usage: Output<"getUsage"> }) {
  const { bytes: used, bytesMax: max } = storage;
  const rows = libraries
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .map((library) => ({
      id: library.libraryId,
      name: library.name,
      amount: library.bytes,
      text: bytes(library.bytes),
    }));
  return (
    <Section title={t.storage} lead={t.storageLead}>
      <Card className="mb-4 grid gap-4">
        <dl className="flex flex-wrap gap-x-12 gap-y-3">
          <Figure label={t.stored} value={bytes(used)} beside={max !== null && t.of(bytes(max))} />
          <Figure label={t.files} value={count(assets)} />
        </dl>
        {max !== null && <Quota used={used} max={max} />}
      </Card>
      {rows.length > 0 ? (
        <Shares label={t.byLibrary} of={t.library} amount={t.stored} rows={rows} total={used} />
      ) : (
        <p className="text-dim">{t.nothingStored}</p>
      )}
    </Section>
  );
}

const Figure = ({ label, value, beside }: { label: string; value: string; beside?: string | false }) => (
  <div>
    <dt className="text-sm text-dim">{label}</dt>
    <dd className="text-2xl font-semibold tabular-nums">
      {value} {beside && <span className="text-base font-normal text-dim">{beside}</span>}
    </dd>
  </div>
);

function Quota({ used, max }: { used: number; max: number }) {
  const share = max === 0 ? 1 : Math.min(1, used / max);
  return (
    <div>
      <meter
        className="sr-only"
        aria-label={t.quota}
        aria-valuetext={`${bytes(used)} ${t.of(bytes(max))}`}
        min={0}
        max={max}
        value={Math.min(used, max)}
      />
      <svg aria-hidden="true" className="block h-2.5 w-full rounded-full bg-wash">
        <rect
          width={`${share * 100}%`}
          height="100%"
          rx="5"
          className={share >= tight ? "fill-danger" : "fill-accent"}
        />
      </svg>
      <p className="mt-1.5 text-sm text-dim">{used >= max ? t.full : t.left(bytes(max - used))}</p>
    </div>
  );
}
