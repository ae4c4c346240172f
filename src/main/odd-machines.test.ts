import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { startServer } from "../../test/support/processes/server-process.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

test.skipIf(!hasIpv6)(
  "on a machine with only IPv6, a zone far from UTC and a Turkish locale, uploads, searches and links that expire work",
  async () => {
    const port = await freePort();
    await startServer(await temporaryFolder(), port, {
      HOST: "::1",
      PUBLIC_URL: `http://[::1]:${port}`,
      TZ: "Pacific/Kiritimati",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
    });
    const origin = `http://[::1]:${port}`;
    const call = async (path: string, body: BodyInit, headers: Record<string, string>) => {
      const answer = await fetch(origin + path, {
        method: "POST",
        headers: { "api-version": "2026-05-20", ...headers },
        body,
      });
      expect(answer.status, path).toBeLessThan(300);
      return (await answer.json()).data;
    };
    const { organizationId, libraryId, apiKey } = await call(
      "/libraries",
      JSON.stringify({ email: "ada@example.com" }),
      { "content-type": "application/json" },
    );
    const files = new FormData();
    files.append("files", new Blob([new Uint8Array(await picture())]), "ISTANBUL.png");
    const key = { authorization: `Bearer ${apiKey}` };
    const path = `/organizations/${organizationId}/libraries/${libraryId}/assets`;
    const { assets } = await call(path, files, key);
    const { data } = await (
      await fetch(`${origin}${path}?search=istanbul`, { headers: { "api-version": "2026-05-20", ...key } })
    ).json();
    expect(data).toMatchObject([{ id: assets[0].id, name: "ISTANBUL" }]);
    const link = await call(
      `${path}/${assets[0].id}/link`,
      JSON.stringify({ query: "w=8", expiresInSeconds: 3600 }),
      { ...key, "content-type": "application/json" },
    );
    for (const url of [assets[0].url, link.url]) expect((await fetch(url)).status).toBe(200);
  },
);
