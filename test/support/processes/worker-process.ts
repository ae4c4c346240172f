// Tests run this as a process. It runs the jobs of a database and a data folder until it is killed.
import pino from "pino";
import { startWorkers } from "../../../src/kernel/jobs/workers.ts";
import { jobs } from "../../../src/main/registry.ts";
import { openServices } from "../../../src/main/services.ts";
import { readConfig } from "../../../src/platform/config.ts";
import { openNotices } from "../../../src/platform/database/notices.ts";
import { openTestDatabase } from "../postgres/open-database.ts";

const [dataDir = "", connection = "", allowedHosts = ""] = process.argv.slice(2);
const database = openTestDatabase(JSON.parse(connection));
openNotices(database, console);
await startWorkers(
  await openServices(
    readConfig({ DATA_DIR: dataDir, FETCH_ALLOWED_HOSTS: allowedHosts }),
    database,
    pino({ level: "silent" }),
  ),
  jobs,
);
