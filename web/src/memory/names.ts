import { texts } from "../texts/texts.ts";

/** What to call a person: their name, else the reference by which agents know them. */
export const nameOf = (user: { display_name: string | null; external_ref: string | null }): string =>
  user.display_name?.trim() || user.external_ref?.trim() || texts.memory.unnamed;

export const titleOf = (conversation: { title: string | null }): string =>
  conversation.title?.trim() || texts.memory.untitled;
