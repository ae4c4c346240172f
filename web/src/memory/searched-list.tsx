import { SearchX } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { memoryTexts } from "../texts/memory.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { ListEnd } from "../ui/list-end.tsx";
import { useSettled } from "../ui/settled.ts";
import { Empty } from "../ui/states.tsx";

const t = memoryTexts;
const restMs = 250;

/** The words of a search. `query` follows them once nobody types. */
export function useSearch() {
  const [typed, setTyped] = useState("");
  const query = useSettled(typed.trim(), restMs);
  return { typed, setTyped, query, isOfAll: query === "" && typed === "" };
}

/** A list that is searched by words. `status` says how many were found; `rows` are undefined while nothing is loaded. */
export function SearchedList({
  search: { typed, setTyped, query },
  label,
  lengthMax,
  status,
  rows,
  loading,
  notFound,
  list,
}: {
  search: ReturnType<typeof useSearch>;
  label: string;
  lengthMax: number;
  status: ReactNode;
  rows: readonly ReactNode[] | undefined;
  loading?: ReactNode;
  notFound: { title: string; lead(query: string): string };
  list: ComponentProps<typeof ListEnd>["list"] & { isPlaceholderData: boolean };
}) {
  return (
    <>
      <TextField
        label={label}
        hideLabel
        type="search"
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        maxLength={lengthMax}
        autoComplete="off"
        spellCheck={false}
      />
      <p aria-live="polite" className="mt-3 mb-2 min-h-6 text-sm text-dim">
        {status}
      </p>
      {!rows && loading}
      {rows && rows.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card" aria-busy={list.isPlaceholderData}>
          {rows}
        </ul>
      )}
      {rows?.length === 0 && query !== "" && (
        <Empty
          icon={SearchX}
          title={notFound.title}
          action={<Button onClick={() => setTyped("")}>{t.clearSearch}</Button>}
        >
          <span className="wrap-anywhere">{notFound.lead(query)}</span>
        </Empty>
      )}
      {rows && <ListEnd list={list} />}
    </>
  );
}
