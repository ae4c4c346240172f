import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../platform/config.ts";

/** The skills and their files, in this project's folder `skills`. The first file of each is the one that agents start with. */
const skills = [
  {
    name: "rookery",
    files: ["SKILL.md", "references/rest.md", "references/graphql.md", "references/mcp.md"],
  },
  { name: "rookery-start", files: ["SKILL.md"] },
  { name: "rookery-terminal", files: ["SKILL.md"] },
  { name: "rookery-memory", files: ["SKILL.md"] },
];

const folder = join(import.meta.dirname, "../../../skills");
// The server's URL in the files.
const writtenUrl = "http://localhost:3000";

export interface SkillFile {
  /** The path that serves it. */
  path: string;
  text: string;
}

export interface Skill {
  name: string;
  description: string;
  files: SkillFile[];
}

/** Reads the agent skills, with this server's address filled in. */
export const readSkills = ({ publicUrl }: Config): Promise<Skill[]> =>
  Promise.all(
    skills.map(async ({ name, files }) => {
      const read = await Promise.all(
        files.map(async (file) => ({
          path: `/.well-known/agent-skills/${name}/${file}`,
          text: (await readFile(join(folder, name, file), "utf8")).replaceAll(writtenUrl, publicUrl),
        })),
      );
      return { name, description: /^description: (.*)$/m.exec(read[0]?.text ?? "")?.[1] ?? "", files: read };
    }),
  );

/** The index of this server's skills (Agent Skills Discovery 0.2.0). */
export const skillIndex = (read: readonly Skill[]): object => ({
  $schema: "https://schemas.agentskills.io/discovery/0.2.0/schema.json",
  skills: read.map(({ name, description, files: [main] }) => {
    const { path: url, text } = main as SkillFile;
    const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    return { name, type: "skill-md", description, url, digest };
  }),
});
