import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { accountQuery } from "../session/session.ts";
import { Segments } from "../settings/segments.tsx";
import { connectTexts } from "../texts/connect.ts";
import { buttonLook } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Code } from "../ui/code.tsx";
import { Page, Section } from "../ui/page.tsx";
import { type ClientApp, clientApps, type Setup } from "./clients.ts";
import { NewKey } from "./new-key.tsx";

const t = connectTexts;
type Way = "oauth" | "key";
const ways = (["oauth", "key"] as const).map((way) => [way, t.ways[way]] as const);
const unknownKey = "pk_…";

/** How to connect an app to this server: lines to copy and links to open, by signing in or with a key. */
export function ConnectPage() {
  const { organizationId } = useParams({ from: "/app/$organizationId/-/connect" });
  const { data: account } = useQuery(accountQuery);
  const [id, setId] = useState("claude-code");
  const [wanted, setWay] = useState<Way>("oauth");
  // Kept in state, because a cache would outlive the page.
  const [secret, setSecret] = useState<string | null>(null);
  const withOAuth = account?.connectsApps ?? true;
  const apps = clientApps.filter(({ key }) => withOAuth || key);
  const app = apps.find((one) => one.id === id) ?? (apps[0] as ClientApp);
  const way: Way = withOAuth && (wanted === "oauth" || !app.key) ? "oauth" : "key";
  const setup =
    way === "key" && app.key
      ? app.key(`${location.origin}/mcp/key`, secret ?? unknownKey)
      : app.oauth(`${location.origin}/mcp/oauth`);
  return (
    <Page title={t.title} lead={t.lead}>
      <Section title={t.app}>
        <Apps apps={apps} chosen={app.id} onChoose={setId} />
      </Section>
      <Section title={t.way} lead={withOAuth ? t.wayLead[way] : t.oauthOff}>
        {withOAuth && app.key && (
          <div className="flex">
            <Segments label={t.way} options={ways} value={way} onValue={(one: Way) => setWay(one)} />
          </div>
        )}
        {withOAuth && !app.key && <p className="text-dim">{t.oauthOnly(app.name)}</p>}
        {way === "key" && (
          <NewKey organizationId={organizationId} app={app.name} secret={secret} onSecret={setSecret} />
        )}
      </Section>
      <Section title={app.name}>
        <Instructions app={app} setup={setup} />
      </Section>
      <p className="text-dim">
        {t.appsLead}{" "}
        <Link
          to={
            way === "oauth" ? "/app/$organizationId/-/settings/apps" : "/app/$organizationId/-/settings/keys"
          }
          params={{ organizationId }}
          className="text-accent underline underline-offset-4"
        >
          {way === "oauth" ? t.apps : t.keys}
        </Link>
        .
      </p>
      <p className="mt-2 text-dim">
        {t.terminal}{" "}
        <a href="/guides/cli" className="text-accent underline underline-offset-4">
          {t.commandLine}
        </a>
        :{" "}
        <code className="inline-block wrap-anywhere font-mono text-sm">
          rookery-cli login --server {location.origin}
        </code>
      </p>
    </Page>
  );
}

function Apps({
  apps,
  chosen,
  onChoose,
}: {
  apps: readonly ClientApp[];
  chosen: string;
  onChoose(id: string): void;
}) {
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t.app}</legend>
      {apps.map(({ id, name }) => (
        <label
          key={id}
          className={classes(
            "relative cursor-pointer rounded-lg border px-3.5 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
            id === chosen ? "border-accent bg-accent-wash font-medium text-accent" : "bg-card hover:bg-wash",
          )}
        >
          <input
            type="radio"
            name="app"
            checked={id === chosen}
            onChange={() => onChoose(id)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function Instructions({ app, setup }: { app: ClientApp; setup: Setup }) {
  return (
    <div className="grid gap-4">
      {setup.steps && (
        <ol className="grid list-decimal gap-1.5 pl-5">
          {setup.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {setup.link && (
        <div className="grid justify-items-start gap-1.5">
          <a href={setup.link} className={buttonLook("main")}>
            {t.open(app.name)}
          </a>
          <p className="text-sm text-dim">{t.orOpen(app.name)}</p>
        </div>
      )}
      {setup.code.map(({ label, text }) => (
        <Code key={label} label={label} text={text} />
      ))}
      {setup.afterwards && <p>{setup.afterwards}</p>}
      {setup.thenRun && <Code label={t.command} text={setup.thenRun} />}
      <p className="text-dim">{t.steps.ready}</p>
    </div>
  );
}
