import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { watchServices } from "../src/main/watch.ts";
import { openOperatorApp } from "../src/transports/operator/routes.ts";
import { testApp } from "./support/app.ts";

const { app, services } = await testApp();
watchServices(services);
const operator = await openOperatorApp(services);
afterAll(() => operator.close());
const fileOf = (name: string) => fileURLToPath(new URL(`../deploy/${name}`, import.meta.url));

test.each(["alerts.yml", "grafana/rookery.json"])("deploy/%s names only metrics that exist", async (name) => {
  await app.inject({ url: "/health/live" });
  const { body } = await operator.inject({ url: "/metrics" });
  const known = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, metric]) => metric));
  const named =
    (await readFile(fileOf(name), "utf8")).match(/\b(?:rookery|nodejs|process)_[a-z0-9_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(5);
  const unknown = named.filter((metric) => !known.has(metric.replace(/_bucket$/, "")));
  expect(unknown).toEqual([]);
});

test("there are ten alerts, each of which says what to do", async () => {
  const text = await readFile(fileOf("alerts.yml"), "utf8");
  for (const field of ["alert", "expr", "for", "summary", "description"])
    expect([field, text.match(new RegExp(`^ +(?:- )?${field}: .`, "gm"))?.length]).toEqual([field, 10]);
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test.runIf(hasPromtool)("promtool finds no mistake in the alerts", () => {
  const checked = spawnSync("promtool", ["check", "rules", fileOf("alerts.yml")]);
  expect([checked.status, String(checked.stderr)]).toEqual([0, ""]);
});
