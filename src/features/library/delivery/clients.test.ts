import { createRequire } from "node:module";
import type ImgixClientClass from "@imgix/js-core";
import { Image } from "@unpic/react";
import { createElement, type FunctionComponent } from "react";
import { renderToString } from "react-dom/server";
import sharp from "sharp";
import { transformUrl } from "unpic";
import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { drawing } from "../../../../test/support/media/pictures.ts";

// Published clients of imgix, against a server that listens. They know nothing of Rookery but its host.
const { app } = await testApp();
const agent = await newAgent(app);
const { data } = await agent.upload({ "photo.jpg": await drawing(1600, 1200).jpeg().toBuffer() });
const path = new URL(data.assets[0].url).pathname;
const server = await app.listen({ port: 0, host: "127.0.0.1" });
// Clients refuse a host with a port, so this one stands for the server.
const host = "pictures.example.com";
const origin = `https://${host}`;

async function picture(url: string, accept = "image/webp,*/*") {
  const response = await fetch(url.replace(origin, server), { headers: { accept } });
  expect(response.status, url).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { format, width, height } = await sharp(bytes).metadata();
  return { format, width, height };
}

/** Every candidate of a srcset, with what it says of itself. */
const candidates = (srcset: string) =>
  srcset.split(/,\s+/).map((candidate) => {
    const [url = "", descriptor = ""] = candidate.trim().split(/\s+/);
    return {
      url: url.replaceAll("&amp;", "&"),
      size: Number.parseFloat(descriptor),
      unit: descriptor.at(-1),
    };
  });

/** A candidate is at least as wide as it says, as far as the original goes. */
async function expectCandidates(srcset: string, original = 1600): Promise<void> {
  const all = candidates(srcset);
  expect(all.length).toBeGreaterThan(2);
  for (const { url, size, unit } of all) {
    const { width } = await picture(url);
    if (unit === "w") expect(width, url).toBeGreaterThanOrEqual(Math.min(size, original));
  }
}

/** The value of an attribute in HTML. */
const attribute = (html: string, name: string) =>
  new RegExp(` ${name}="([^"]*)"`, "i").exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";

const require = createRequire(import.meta.url);
// CommonJS whose types say otherwise, and JavaScript without types.
const ImgixClient = require("@imgix/js-core") as typeof ImgixClientClass.default;
const { default: ReactImgix } = require("react-imgix") as {
  default: FunctionComponent<Record<string, unknown>>;
};

const imgix = new ImgixClient({ domain: host });

test("@imgix/js-core: buildURL", async () => {
  const url = imgix.buildURL(path, {
    w: 400,
    h: 300,
    fit: "crop",
    crop: "faces,entropy",
    auto: "format,compress",
  });
  expect(await picture(url)).toEqual({ format: "webp", width: 400, height: 300 });
});

test("@imgix/js-core: buildSrcSet by width", async () => {
  await expectCandidates(imgix.buildSrcSet(path, { auto: "format" }, { maxWidth: 2000 }));
});

test("@imgix/js-core: buildSrcSet by pixel density, with its qualities", async () => {
  const all = candidates(imgix.buildSrcSet(path, { w: 320, ar: "4:3", fit: "crop" }));
  const widths = await Promise.all(all.map(async ({ url }) => (await picture(url)).width));
  expect(widths).toEqual([320, 640, 960, 1280, 1600]);
});

test("unpic: transformUrl", async () => {
  const url = transformUrl({
    url: `${origin}${path}`,
    width: 800,
    height: 600,
    format: "webp",
    quality: 60,
    provider: "imgix",
  });
  expect(await picture(url ?? "")).toEqual({ format: "webp", width: 800, height: 600 });
});

test.each(["constrained", "fullWidth", "fixed"] as const)("@unpic/react: a %s image", async (layout) => {
  const html = renderToString(
    createElement(Image, {
      src: `${origin}${path}`,
      cdn: "imgix",
      alt: "",
      layout,
      width: 640,
      height: 480,
    } as never),
  );
  await picture(attribute(html, "src"));
  const all = candidates(attribute(html, "srcset"));
  for (const { url } of all) await picture(url);
  expect(all.length).toBeGreaterThan(1);
});

test("react-imgix", async () => {
  const html = renderToString(
    createElement(ReactImgix, {
      src: `${origin}${path}`,
      sizes: "100vw",
      imgixParams: { fit: "crop", ar: "16:9" },
    }),
  );
  await picture(attribute(html, "src"));
  for (const { url, size } of candidates(attribute(html, "srcset")).filter(({ size }) => size < 1600)) {
    const { width, height } = await picture(url);
    expect(width).toBeGreaterThanOrEqual(size);
    expect((width ?? 0) / (height ?? 1)).toBeCloseTo(16 / 9, 1);
  }
});

// The loader that the documentation of next/image gives for imgix. The framework itself is too heavy a dependency.
function nextLoader({ src, width, quality }: { src: string; width: number; quality?: number }): string {
  const url = new URL(`${origin}${src}`);
  const params = url.searchParams;
  params.set("auto", params.getAll("auto").join(",") || "format");
  params.set("fit", params.get("fit") || "max");
  params.set("w", params.get("w") || width.toString());
  params.set("q", (quality || 50).toString());
  return url.href;
}

test("next/image: the sizes of its default configuration", async () => {
  for (const width of [16, 32, 48, 64, 96, 128, 256, 384, 640, 750, 828, 1080, 1200, 1920, 2048, 3840]) {
    const { format, width: actual } = await picture(nextLoader({ src: path, width }));
    expect([format, actual]).toEqual(["webp", Math.min(width, 1600)]);
  }
});

// Astro asks an external image service for the URL of each candidate. This is what the service of @unpic/astro does for imgix;
// the package wants all of Astro beside it.
const astroService = {
  getURL: ({ src, ...options }: { src: string; width: number; height: number; format: "avif" }) =>
    transformUrl({ url: src, ...options, provider: "imgix" }) ?? "",
};

test("astro: the breakpoints of a responsive image", async () => {
  for (const width of [640, 750, 828, 1080, 1280]) {
    const height = (width * 3) / 4;
    const url = astroService.getURL({ src: `${origin}${path}`, width, height, format: "avif" });
    expect(await picture(url)).toMatchObject({ format: "heif", width });
  }
});
