import { z } from "zod";
import type { Reach } from "../../../../kernel/caller.ts";
import { defineOperation } from "../../services.ts";

const LibraryAccess = z.object({
  library: z.string().meta({ examples: ["barcelona"] }),
  access: z.enum(["read", "write"]).meta({ description: "write includes read." }),
});

const reached = {
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
  libraryAccess: z.array(LibraryAccess).meta({ description: "The libraries that the key can access." }),
};

export const Reached = z.object(reached);
export type Reached = z.output<typeof Reached>;

export const Me = z.object({
  ...reached,
  elsewhere: z
    .array(Reached)
    .optional()
    .meta({ description: "Only for an app that is connected to several organizations: the others." }),
});
export type Me = z.output<typeof Me>;

export const me = defineOperation({
  name: "me",
  noun: "Account",
  summary: "Get the organization and libraries of this key",
  access: { kind: "key" },
  input: z.strictObject({}),
  output: Me,
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
      ...(elsewhere && { elsewhere: elsewhere.map(reachOf) }),
    };
  },
});

const reachOf = ({ organization, grants }: Reach): Reached => ({
  organizationId: organization.slug,
  organizationName: organization.name,
  plan: organization.plan,
  libraries: [...grants.keys()],
  libraryAccess: [...grants].map(([library, { level }]) => ({ library, access: level })),
});
