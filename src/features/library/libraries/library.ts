import { z } from "zod";
import { line } from "../../../kernel/fields.ts";

export const LibraryName = line(200)
  .refine((name) => name.trim() !== "", "must not be blank")
  .meta({ examples: ["Barcelona"] });

export const Tag = z
  .object({
    id: z.string().meta({ description: "The tag's text.", examples: ["sunset"] }),
    count: z.int().meta({ description: "The number of assets with this tag.", examples: [12] }),
    type: z.enum(["user", "ai"]),
  })
  .meta({ id: "Tag" });
export type Tag = z.output<typeof Tag>;

export const Library = z
  .object({
    id: z.string().meta({
      description: "The library's slug. It stays the same when the library is renamed.",
      examples: ["barcelona"],
    }),
    name: z
      .string()
      .nullable()
      .meta({ examples: ["Barcelona"] }),
    assetsCount: z.int().meta({ description: "The number of assets, without the trash.", examples: [128] }),
    photosCount: z.int().meta({ description: "The same number as `assetsCount`.", examples: [128] }),
    trashCount: z.int().meta({ examples: [2] }),
    private: z.boolean().meta({ description: "Whether every link needs a signature." }),
    linkSeconds: z.int().meta({
      description: "How long links in answers work, if it is private.",
      examples: [86400],
    }),
    tags: z.array(Tag).meta({ description: "The 20 most used tags." }),
  })
  .meta({ id: "Library" });
export type Library = z.output<typeof Library>;
