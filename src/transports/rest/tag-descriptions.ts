import type { Operation } from "../../operation/operation.ts";

type Tag = Operation["noun"] | "Files" | "Reference";

/** What each group of the reference is about, in reading order. */
export const tagDescriptions: Readonly<Partial<Record<Tag, string>>> = {
  Account: "Start without an account, and see what a key reaches.",
  Libraries: "A library holds assets and has a key's access granted to it. Its id is a readable slug.",
  Assets: "An asset is an uploaded picture, movie or PDF, with everything known about it.",
  Search: "Find assets by words in their names, descriptions and tags, in every library that a key reaches.",
  Tags: "Short labels on assets. They keep their case, and are the same whatever their case.",
  Files:
    "Links to the files themselves. Whoever knows a link can open it: it needs no key and no `Api-Version`.",
  Reference: "This reference, for machines.",
};
