import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../src/platform/config.ts";
import { merged, renderChart } from "./support/helm.ts";
import type { Json } from "./support/json.ts";

const chart = fileURLToPath(new URL("../deploy/helm/rookery/", import.meta.url));
const values = parse(await readFile(`${chart}values.yaml`, "utf8"));
const required = {
  image: { repository: "registry.example.com/rookery" },
  publicUrl: "https://pictures.example.com",
  settings: { S3_BUCKET: "rookery" },
};
const models = { Deployment, HorizontalPodAutoscaler, Ingress, PodDisruptionBudget, Service };
const manifests = (over: object = {}): Promise<Json[]> =>
  renderChart(chart, merged(required, over) as object);
const named = (all: Json[], kind: string, name: string): Json =>
  all.find((one) => one.kind === kind && one.metadata.name === name);
const everything = {
  imagePullSecrets: [{ name: "registry" }],
  worker: { autoscaling: { enabled: true } },
  service: { annotations: { a: "b" } },
  ingress: {
    enabled: true,
    className: "nginx",
    host: "pictures.example.com",
    tlsSecret: "tls",
    annotations: { a: "b" },
  },
  nodeSelector: { disk: "fast" },
  tolerations: [{ key: "pictures", operator: "Exists" }],
};

test.each([
  ["the least values", {}],
  ["all values", everything],
  ["no autoscaling", { web: { autoscaling: { enabled: false } } }],
])("with %s, every manifest fits the schema of Kubernetes", async (_, over) => {
  const all = await manifests(over);
  expect(all.length).toBeGreaterThanOrEqual(5);
  for (const manifest of all) {
    const Model = models[manifest.kind as keyof typeof models] as new (data: Json) => { validate(): void };
    expect(() => new Model(manifest).validate(), `${manifest.kind} ${manifest.metadata.name}`).not.toThrow();
  }
});

test("web and worker each have a budget and an autoscaler of their own pods, and the service has those of web", async () => {
  const all = await manifests(everything);
  for (const role of ["web", "worker"]) {
    const name = `test-${role}`;
    const { spec } = named(all, "Deployment", name);
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(spec.selector.matchLabels["app.kubernetes.io/component"]).toBe(role);
    expect(named(all, "PodDisruptionBudget", name).spec).toEqual({
      maxUnavailable: 1,
      selector: spec.selector,
    });
    expect(named(all, "HorizontalPodAutoscaler", name).spec).toMatchObject({
      scaleTargetRef: { kind: "Deployment", name },
      minReplicas: values[role].autoscaling.minReplicas,
    });
    // The autoscaler decides, and an update must not undo it.
    expect(spec).not.toHaveProperty("replicas");
  }
  const { spec } = named(all, "Service", "test");
  expect(spec.selector).toEqual(named(all, "Deployment", "test-web").spec.selector.matchLabels);
  const backend = named(all, "Ingress", "test").spec.rules[0].http.paths[0].backend.service;
  expect(backend).toEqual({ name: "test", port: { name: "http" } });
  expect(named(await manifests(), "Deployment", "test-worker").spec.replicas).toBe(1);
});

test("pods are probed, stop in time, and can write only to their caches", async () => {
  const all = await manifests();
  for (const role of ["web", "worker"]) {
    const pod = named(all, "Deployment", `test-${role}`).spec.template.spec;
    const [container] = pod.containers;
    const ports = container.ports.map(({ name }: { name: string }) => name);
    expect(ports).toEqual(role === "web" ? ["http", "operator"] : ["operator"]);
    for (const [probe, path] of [
      ["startupProbe", "/health/live"],
      ["livenessProbe", "/health/live"],
      ["readinessProbe", "/health/ready"],
    ]) {
      expect(container[probe as string].httpGet, probe).toEqual({ path, port: "operator" });
    }
    expect(pod.enableServiceLinks).toBe(false);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual([
      "/data",
      "/tmp",
    ]);
    const pause = Number(container.lifecycle.preStop.exec.command[1]);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(pause + settingsOf(container).stopSeconds);
    expect(container.image).toBe("registry.example.com/rookery:0.1.0");
  }
});

test("pods have longer to stop where STOP_SECONDS is longer", async () => {
  const all = await manifests({ settings: { STOP_SECONDS: "300" } });
  for (const role of ["web", "worker"]) {
    const { terminationGracePeriodSeconds } = named(all, "Deployment", `test-${role}`).spec.template.spec;
    expect(terminationGracePeriodSeconds).toBeGreaterThan(305);
  }
});

test("no setting is named twice, which clusters refuse, and each can be changed", async () => {
  const changed = { HOST: "::", TRUST_PROXY: "100.64.0.0/10", ALLOW_HTTP: "false", SMTP_URL: "smtp://mail" };
  const all = await manifests({ settings: changed });
  for (const role of ["web", "worker"]) {
    const [{ env }] = named(all, "Deployment", `test-${role}`).spec.template.spec.containers;
    const names = env.map(({ name }: { name: string }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(Object.fromEntries(env.map(({ name, value }: Json) => [name, value]))).toMatchObject(changed);
  }
});

test("a pod monitor scrapes every pod as the job that the alerts name", async () => {
  const all = await manifests({ podMonitor: { enabled: true, labels: { release: "prometheus" } } });
  const { metadata, spec } = named(all, "PodMonitor", "test");
  expect(metadata.labels.release).toBe("prometheus");
  for (const role of ["web", "worker"]) {
    const { labels } = named(all, "Deployment", `test-${role}`).spec.template.metadata;
    expect(labels).toMatchObject(spec.selector.matchLabels);
    const alerts = await readFile(new URL("../deploy/alerts.yml", import.meta.url), "utf8");
    expect(alerts).toContain(`up{job="${labels[spec.jobLabel]}"}`);
  }
  expect(spec.podMetricsEndpoints).toEqual([{ port: "operator", path: "/metrics" }]);
});

/** The settings of a container, as the server reads them. */
const settingsOf = ({ env }: { env: { name: string; value: string }[] }) =>
  readConfig({
    DATABASE_URL: "postgres://rookery@postgres/rookery",
    ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
  });

test("the settings of each pod are valid, and secrets come from a Secret", async () => {
  const all = await manifests();
  for (const role of ["web", "worker"] as const) {
    const [container] = named(all, "Deployment", `test-${role}`).spec.template.spec.containers;
    expect(settingsOf(container)).toMatchObject({
      role,
      publicUrl: "https://pictures.example.com",
      operatorPort: 9090,
      store: "s3",
      s3: { bucket: "rookery" },
    });
    expect(container.envFrom).toEqual([{ secretRef: { name: "rookery" } }]);
    const known = await readFile(new URL("../README.md", import.meta.url), "utf8");
    for (const { name } of container.env) expect(known, name).toContain(`\`${name}\``);
  }
});

test("values that cannot work are refused by the chart's schema", async () => {
  const ajv = new Ajv({ strict: false });
  const fits = ajv.compile(JSON.parse(await readFile(`${chart}values.schema.json`, "utf8")));
  const isRight = (over: object) => fits(merged(values, merged(required, over)));
  expect(fits(values)).toBe(false);
  expect([isRight({}), isRight(everything)]).toEqual([true, true]);
  for (const wrong of [
    { publicUrl: "pictures.example.com" },
    { image: { repository: "" } },
    { image: { tag: "latest" } },
    { settings: { S3_BUCKET: "" } },
    { settings: { port: "1" } },
    { settings: { PORT: "80" } },
    { settings: { STOP_SECONDS: "soon" } },
    { publicUrl: "https://example.com/pictures" },
    { web: { replicas: 0 } },
    { web: { replica: 3 } },
    { ingress: { enabled: true } },
    { replicas: 3 },
  ])
    expect(isRight(wrong), JSON.stringify(wrong)).toBe(false);
});
