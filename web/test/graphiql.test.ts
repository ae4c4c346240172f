import { expect, test } from "vitest";
import { inBrowser, webApp } from "./web-app.ts";

const { visit } = await webApp({ workers: false });

inBrowser("GraphiQL", () => {
  test("shows a query, and marks a field that the schema does not have", async () => {
    const page = await visit();
    const workers: string[] = [];
    page.on("worker", (worker) => workers.push(new URL(worker.url()).pathname));
    await page.goto("/graphql");
    const editor = page.locator(".graphiql-query-editor");
    await editor.locator(".view-line span").first().waitFor();
    await editor.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nquery Wrong { nothing }");
    await editor.locator(".squiggly-error").first().waitFor();
    expect(workers).toContainEqual(expect.stringMatching(/^\/web\/graphiql-graphql-[\w-]{8}\.js$/));
  });
});
