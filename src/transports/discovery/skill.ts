import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../platform/config.ts";

/** The skill's files, in this project's folder `skill`. */
export const skillFiles = [
  "SKILL.md",
  "references/rest.md",
  "references/graphql.md",
  "references/mcp.md",
] as const;

const folder = join(import.meta.dirname, "../../../skill");
// The server's URL in the files.
const writtenUrl = "http://localhost:3000";

export interface SkillFile {
  /** The path that serves it. */
  path: string;
  text: string;
}

/** Reads the agent skill, with this server's address filled in. */
export function readSkill({ publicUrl }: Config): Promise<SkillFile[]> {
  return Promise.all(
    skillFiles.map(async (name) => ({
      path: `/.well-known/agent-skills/rookery/${name}`,
      text: (await readFile(join(folder, name), "utf8")).replaceAll(writtenUrl, publicUrl),
    })),
  );
}

/** The index of this server's one skill (Agent Skills Discovery 0.2.0). */
export function skillIndex([main]: readonly SkillFile[]): object {
  const { path: url, text } = main as SkillFile;
  const description = /^description: (.*)$/m.exec(text)?.[1];
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  return {
    $schema: "https://schemas.agentskills.io/discovery/0.2.0/schema.json",
    skills: [{ name: "rookery", type: "skill-md", description, url, digest }],
  };
}
