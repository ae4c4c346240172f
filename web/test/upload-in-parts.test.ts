import type { Socket } from "node:net";
import type { Page } from "playwright-core";
import sql from "sql-template-tag";
import { beforeEach, expect, test } from "vitest";
import { movie } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { inBrowser, webApp } from "./web-app.ts";

const MB = 1024 * 1024;
const { app, services, database, visit } = await webApp({ workers: false });
const sockets = new Set<Socket>();
app.server.on("connection", (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
});
const film = movie("kestrel ".repeat(5 * MB));

/** Drops the film, the same file each time. */
const drop = (page: Page, beginning = film.subarray(0, 28)) =>
  page.evaluate(
    ([head, end]) => {
      const bytesOf = (base64 = "") => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const middle = new TextEncoder().encode("kestrel ".repeat(5 * 1024 * 1024));
      const dataTransfer = new DataTransfer();
      const parts = [bytesOf(head), middle, bytesOf(end)];
      dataTransfer.items.add(new File(parts, "kestrel.mp4", { lastModified: 1_700_000_000_000 }));
      for (const type of ["dragenter", "dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        (document.querySelector("main") as Element).dispatchEvent(event);
      }
    },
    [beginning, film.subarray(-8)].map((bytes) => bytes.toString("base64")),
  );

/** Bounds the page's connection, so that an upload can be caught in the middle. */
const slowDown = async (page: Page, uploadThroughput: number) => {
  const devtools = await page.context().newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await devtools.send("Network.emulateNetworkConditions", conditions);
};

/** The offsets at which the page sends the file from now on. */
const offsetsOf = (page: Page): number[] => {
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  return offsets;
};

inBrowser("a large file", () => {
  let team: Team;

  beforeEach(async () => {
    team = await newTeam(app, services);
  });

  const open = async (): Promise<Page> => {
    const page = await visit({ as: team.editor });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await page.getByRole("button", { name: "Upload", exact: true }).waitFor();
    return page;
  };

  const received = async () => {
    const { bytes } = await database.one<{ bytes: number }>(
      sql`select coalesce(max(received), 0) as bytes from resumable_uploads u
          join organizations o on o.id = u.organization_id where o.slug = ${team.organizationId}`,
    );
    return bytes;
  };

  const isKept = async (): Promise<boolean> => {
    const place = { organizationId: team.organizationId, libraryId: "pictures" };
    const { assets } = (await team.owner.call("browseAssets", place)).data;
    expect(assets).toHaveLength(1);
    return film.equals((await app.inject(new URL(assets[0].url).pathname)).rawPayload);
  };

  test("goes on where it was when its connection was cut", async () => {
    const page = await open();
    await slowDown(page, 3 * MB);
    const offsets = offsetsOf(page);
    await drop(page);
    await expect.poll(received, { timeout: 60_000 }).toBeGreaterThan(0);
    for (const socket of sockets) socket.destroy();
    await slowDown(page, -1);
    await page.getByText("Uploaded 1 file", { exact: true }).waitFor({ timeout: 60_000 });
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThan(0);
    expect(await isKept()).toBe(true);
  });

  test("goes on where it was when the page was reloaded and the file is chosen again", async () => {
    const page = await open();
    page.on("dialog", (dialog) => dialog.accept());
    await slowDown(page, 3 * MB);
    await drop(page);
    await expect.poll(received, { timeout: 60_000 }).toBeGreaterThan(0);
    await page.reload();
    await page.getByRole("button", { name: "Upload", exact: true }).waitFor();
    await slowDown(page, -1);
    const offsets = offsetsOf(page);
    await drop(page);
    await page.getByText("Uploaded 1 file", { exact: true }).waitFor({ timeout: 60_000 });
    expect(offsets[0]).toBeGreaterThan(0);
    expect(await isKept()).toBe(true);
  });

  test("that is cancelled frees its storage", async () => {
    const page = await open();
    await slowDown(page, 3 * MB);
    await drop(page);
    await expect.poll(received, { timeout: 60_000 }).toBeGreaterThan(0);
    await page.getByRole("button", { name: texts.upload.show }).click();
    await page.getByRole("button", { name: texts.upload.cancel("kestrel.mp4") }).click();
    const reserved = () => database.query(sql`select id from resumable_uploads where asset_id is null`);
    await expect.poll(reserved, { timeout: 60_000 }).toEqual([]);
  });

  test("that is refused shows the server's message", async () => {
    const page = await open();
    await drop(page, Buffer.alloc(28));
    await page.getByText("File type not supported. Use a picture, a video or a PDF.").waitFor();
  });
});
