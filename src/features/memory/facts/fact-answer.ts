import { z } from "zod";

/** A fact as the API shows it. */
export const Fact = z
  .object({
    fact_id: z.string(),
    subject: z.string().meta({ description: "`user`, or a person or relation they spoke of." }),
    attribute: z.string(),
    value: z.string(),
    text: z.string().meta({ description: "One sentence, ready for a prompt." }),
    confidence: z.number().meta({ description: "0 to 1." }),
    valid_from: z.iso.datetime(),
    valid_to: z.iso.datetime().nullable().meta({ description: "null while the fact is current." }),
    source_interaction_id: z.string().nullable(),
  })
  .meta({ id: "Fact" });
export type Fact = z.output<typeof Fact>;
