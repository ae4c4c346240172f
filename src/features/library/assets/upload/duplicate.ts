import { z } from "zod";

/** What happens to an uploaded file that the library already has. */
export const OnDuplicate = z
  .enum(["keep", "skip", "replace"])
  .default("keep")
  .meta({
    description:
      "What to do with a file that the library already has, byte for byte: `keep` adds it again, `skip` answers the asset " +
      "that has it, `replace` puts it in the place of that asset's file, with its new name.",
  });

export const Duplicate = z
  .object({
    filename: z.string().meta({ examples: ["sunset.jpg"] }),
    duplicateOf: z
      .string()
      .meta({ description: "The oldest asset with the same file.", examples: ["V1StGXR8_Z5"] }),
    assetId: z
      .string()
      .meta({ description: "The new asset, or `duplicateOf` if there is none.", examples: ["k3Jd02mQ9aZ"] }),
    done: z.enum(["kept", "skipped", "replaced"]),
  })
  .meta({ id: "Duplicate" });
export type Duplicate = z.output<typeof Duplicate>;
