import { type TestApp, testApp } from "../../../test/support/app.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { builtCli } from "./cli.ts";

/** The built command line, and a server for it: `const { server, newPerson } = await cliServer();` at the top of a test file. */
export async function cliServer(): Promise<
  TestApp & { port: number; server: string; newPerson: Awaited<ReturnType<typeof builtCli>> }
> {
  const port = await freePort();
  const server = `http://localhost:${port}`;
  const tested = await testApp({ config: { publicUrl: server, cdnUrl: `${server}/cdn` } });
  await tested.app.listen({ port, host: "localhost" });
  return { ...tested, port, server, newPerson: await builtCli() };
}
