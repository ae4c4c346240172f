import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { Spinner } from "../ui/spinner.tsx";

const t = texts.library;
const pauseMs = 200;

/** A search field that searches while typing. */
export function SearchBox({
  ref,
  value,
  pending,
  onChange,
  onLeave,
}: {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  pending: boolean;
  onChange(words: string): void;
  onLeave(): void;
}) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef(value);
  // The URL changed from outside this field.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (words: string) => {
    clearTimeout(timer.current);
    asked.current = words.trim();
    onChange(asked.current);
  };
  const type = (words: string) => {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(words), pauseMs);
  };
  const clear = () => {
    setTyped("");
    ask("");
    ref.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && typed !== "") clear();
    else if (event.key === "Enter") ask(typed);
    else if (event.key === "ArrowDown") onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative min-w-48 flex-1">
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-dim">
        {pending ? <Spinner /> : <Search size={17} aria-hidden />}
      </span>
      <input
        ref={ref}
        type="search"
        enterKeyHint="search"
        aria-label={t.search}
        placeholder={t.searchHint}
        value={typed}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded-lg border border-edge bg-card pl-10 pr-10 text-ellipsis [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== "" && (
        <IconButton label={t.clearSearch} onClick={clear} className="absolute right-1 top-1 size-8">
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
