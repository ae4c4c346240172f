import { z } from "zod";
import type { Reach } from "../../../../kernel/caller.ts";
import { defineOperation } from "../../services.ts";

const Other = z.object({
  organizationId: z.string(),
  organizationName: z.string().nullable(),
  libraries: z.array(z.string()),
});

export const me = defineOperation({
  name: "me",
  noun: "Account",
  summary: "Get the organization and libraries of this key",
  access: { kind: "key" },
  input: z.strictObject({}),
  output: z.object({
    organizationId: z.string().meta({ examples: ["acme-co"] }),
    organizationName: z
      .string()
      .nullable()
      .meta({ examples: ["Acme"] }),
    plan: z
      .string()
      .nullable()
      .meta({ description: "null while the organization is unclaimed.", examples: ["free"] }),
    libraries: z
      .array(z.string())
      .meta({ description: "Slugs of the libraries that the key can access.", examples: [["barcelona"]] }),
    elsewhere: z
      .array(Other)
      .optional()
      .meta({ description: "Only for an app that is connected to several organizations: the others." }),
  }),
  rest: { method: "GET", path: "/me" },
  mcp: {
    tool: "whoami",
    title: "Who am I",
    description:
      "Returns this key's organization and the libraries it can access. Call it first: other tools need the organizationId and " +
      "libraryId that it returns.",
    effect: "read",
  },
  async run(_services, _input, { organization, grants, key: { elsewhere } }) {
    return {
      ...reachOf({ organization, grants }),
      plan: organization.plan,
      ...(elsewhere && { elsewhere: elsewhere.map(reachOf) }),
    };
  },
});

const reachOf = ({ organization, grants }: Reach) => ({
  organizationId: organization.slug,
  organizationName: organization.name,
  libraries: [...grants.keys()],
});
