import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Agent, newAgent } from "../../../test/support/agent.ts";
import { type builtCli, type Person, secrets } from "./cli.ts";

export interface PersonWithKey extends Person {
  agent: Agent;
  /** Writes a file below the person's home, where commands run. */
  file(path: string, bytes: Buffer): Promise<void>;
  /** The names of the library's files. */
  names(): Promise<string[]>;
}

/** A person with a library of their own, whose key is in the environment. */
export async function personWithKey(
  newPerson: Awaited<ReturnType<typeof builtCli>>,
  app: FastifyInstance,
  server: string,
): Promise<PersonWithKey> {
  const agent = await newAgent(app);
  secrets.add(agent.apiKey);
  const person = await newPerson({ ROOKERY_URL: server, ROOKERY_KEY: agent.apiKey });
  return {
    ...person,
    agent,
    async file(path, bytes) {
      const at = join(person.home, path);
      await mkdir(dirname(at), { recursive: true });
      await writeFile(at, bytes);
    },
    async names() {
      const { data } = await agent.get(`${agent.library}/assets`);
      return data.map(({ filename }: { filename: string }) => filename).sort();
    },
  };
}
