// Tests run this as a process. It uses the embedded Postgres of a data folder until SIGTERM, and reports on stdout.
import { startEmbeddedPostgres } from "../../../src/platform/embedded-postgres/embedded-postgres.ts";

const [dataDir = "", durable] = process.argv.slice(2);
const log = { info: () => {}, warn: (message: string) => console.error(message) };

try {
  const { connection, notes, release } = await startEmbeddedPostgres(dataDir, log, {
    durable: durable === "durable",
  });
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => release().then(() => process.exit()));
  setInterval(() => {}, 60_000);
  console.log(JSON.stringify({ connection, notes }));
} catch (error) {
  console.log(JSON.stringify({ refusal: (error as Error).message }));
}
