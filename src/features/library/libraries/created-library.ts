import { BuiltUrl } from "../../../kernel/fields.ts";
import type { Config } from "../../../platform/config.ts";
import { Library } from "./library.ts";

export const LibraryUrl = BuiltUrl.meta({
  description: "Its page in the web app.",
  examples: ["https://pictures.example.com/app/acme-co/barcelona"],
});

export const CreatedLibrary = Library.extend({ libraryUrl: LibraryUrl }).meta({ id: "CreatedLibrary" });

/** The page of a library in the web app. */
export const libraryUrl = (
  { publicUrl }: Pick<Config, "publicUrl">,
  organizationSlug: string,
  librarySlug: string,
): string => `${publicUrl}/app/${organizationSlug}/${librarySlug}`;
