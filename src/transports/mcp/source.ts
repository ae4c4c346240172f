import { z } from "zod";
import { text } from "../../kernel/fields.ts";

const fields = {
  kind: z.enum(["url", "base64"]),
  url: text(8192).optional().meta({ description: "Public http(s)." }),
  data: z.string().optional(),
  filename: text(1024).optional().meta({
    description: "Required with `base64`.",
  }),
  mimeType: text(200).optional(),
};
type Field = keyof typeof fields;

/** The fields that each kind requires, and the field of the other kind. */
const rules: Record<"url" | "base64", { needs: readonly Field[]; other: Field }> = {
  url: { needs: ["url"], other: "data" },
  base64: { needs: ["data", "filename"], other: "url" },
};

/**
 * The source of a file. A flat object, since clients of several models refuse `oneOf`. A blank field counts as not
 * given, since models in strict modes fill in every field.
 */
export const Source = z.strictObject(fields).superRefine((source, ctx) => {
  const { needs, other } = rules[source.kind];
  for (const field of needs) {
    // An empty file is accepted here. The upload refuses it, as over every transport.
    if (source[field] || (field === "data" && source.data === "")) continue;
    ctx.addIssue({
      code: "custom",
      path: [field],
      message: `is required when kind is '${source.kind}'`,
      input: source,
    });
  }
  if (!source[other]) return;
  const message = `can't be used with kind '${source.kind}'. Leave it out, or change the kind`;
  ctx.addIssue({ code: "custom", path: [other], message, input: source });
});
export type Source = z.output<typeof Source>;
