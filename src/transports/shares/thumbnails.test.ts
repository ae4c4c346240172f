import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { drawnPdf, movie, pdf } from "../../../test/support/files.ts";
import { processAsset } from "../../features/library/assets/process/process.ts";

const { app, services, database } = await testApp();

test("PDFs and videos show their thumbnails with their kind, and open as files", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "paper.pdf": drawnPdf, "film.mp4": movie(), "bare.pdf": pdf });
  const [paper = "", film = "", bare = ""] = data.assets.map(({ id }: { id: string }) => id);
  for (const id of [paper, bare])
    await processAsset(services, { assetId: id, heavy: true }, { isLast: true });
  await database.execute(sql`update assets set blurhash = 'L00000fQfQfQfQfQfQfQfQfQfQfQ' where id = ${film}`);
  const shared = await agent.request("POST", `${agent.library}/shares`, {});
  const path = new URL(shared.data.url).pathname;
  const { payload } = await app.inject(path);
  const tile = (id: string) => new RegExp(`<a href="${path}/${id}/.*?</a>`, "s").exec(payload)?.[0] ?? "";
  expect(tile(paper)).toMatch(/data-kind="file".*<img .*<span class="badge">PDF<\/span>/s);
  expect(tile(film)).toMatch(/data-kind="video".*<img .*<span class="badge">MP4<\/span>/s);
  expect(tile(bare)).not.toContain("<img");
  for (const id of [paper, film, bare]) expect(tile(id)).toContain(`href="${path}/${id}/file?inline"`);
  const thumb = await app.inject(/src="([^"]*400\.webp)"/.exec(tile(paper))?.[1] as string);
  expect([thumb.statusCode, thumb.headers["content-type"]]).toEqual([200, "image/webp"]);
});
