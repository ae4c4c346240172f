import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { type AnyOperation, onlyReads } from "../../../kernel/operation.ts";
import { subjectOf } from "../reads/note-read.ts";
import type { MemoryChanges } from "./memory-changes.ts";

const nouns: readonly AnyOperation["noun"][] = ["Users", "Conversations", "Memory", "Facts"];

/** Whether calls of an operation change what memory pages show. */
export const changesMemory = (operation: AnyOperation): boolean =>
  nouns.includes(operation.noun) && !onlyReads(operation);

/** Notifies open pages of a call that changed memory, once it is committed. */
export function noteChange(
  { memoryChanges }: { memoryChanges: MemoryChanges },
  caller: KeyCaller | MemberCaller,
  input: object,
  answer: object,
): void {
  const { exchanges } = input as { exchanges?: readonly { user_id: string }[] };
  const one = subjectOf(caller, input, answer);
  const users = exchanges?.map(({ user_id }) => user_id) ?? (one === null ? [] : [one]);
  memoryChanges.changed(caller.organization.id, users);
}
