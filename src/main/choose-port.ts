import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

type Environment = Readonly<Record<string, string | undefined>>;

/** With `PORT=0`, the environment with a free port in its place: links name the port, so it must be known before listening. */
export async function withChosenPort(env: Environment): Promise<Environment> {
  if (env.PORT !== "0") return env;
  const server = createServer().listen(0, env.HOST ?? "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return { ...env, PORT: String(port) };
}
