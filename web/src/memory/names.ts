import { memoryTexts } from "../texts/memory.ts";

/** The name to show for a person: their name, otherwise the agents' reference. */
export const nameOf = (user: { display_name: string | null; external_ref: string | null }): string =>
  user.display_name?.trim() || user.external_ref?.trim() || memoryTexts.unnamed;

export const titleOf = (conversation: { title: string | null }): string =>
  conversation.title?.trim() || memoryTexts.untitled;
