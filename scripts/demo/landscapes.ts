import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";

export interface Landscape {
  filename: string;
  tags: string[];
  description: string;
  jpeg: Buffer;
}

interface Mood {
  name: string;
  tags: string[];
  /** From the top of the sky to the horizon. */
  sky: [string, string, string];
  sun: string;
  /** From the farthest range to the nearest. */
  land: [string, string];
}

const moods: readonly Mood[] = [
  {
    name: "Dawn",
    tags: ["dawn", "mist"],
    sky: ["#39416e", "#c98a9b", "#f8d9b0"],
    sun: "#fff1d0",
    land: ["#b08a9e", "#2b2b45"],
  },
  {
    name: "Noon",
    tags: ["noon", "summer"],
    sky: ["#3f86c7", "#8fc1e3", "#e3f1f7"],
    sun: "#fffbe6",
    land: ["#8fb3b0", "#1f4d3f"],
  },
  {
    name: "Dusk",
    tags: ["dusk", "sunset"],
    sky: ["#2a1f4f", "#b4436c", "#f9a65a"],
    sun: "#ffe0a3",
    land: ["#8c3f62", "#1d1230"],
  },
  {
    name: "Snow",
    tags: ["winter", "snow"],
    sky: ["#6f8fae", "#b9cddc", "#f4f6f7"],
    sun: "#ffffff",
    land: ["#c9d6df", "#465a70"],
  },
  {
    name: "Desert",
    tags: ["desert", "heat"],
    sky: ["#2f6d8c", "#e6b980", "#fbe7c0"],
    sun: "#fff6dd",
    land: ["#dd9f6b", "#7a3b22"],
  },
  {
    name: "Night",
    tags: ["night", "stars"],
    sky: ["#070b1f", "#182650", "#3d5a80"],
    sun: "#e9eef6",
    land: ["#25365a", "#05080f"],
  },
];

const places = [
  "over the fells",
  "above the lake",
  "by the coast",
  "in the hills",
  "on the pass",
  "beyond the moor",
];
const shapes: readonly (readonly [number, number])[] = [
  [1600, 1067],
  [1067, 1600],
  [1600, 1200],
  [1400, 1400],
  [1920, 1080],
];

/** Generated pictures of hills under a sky, the same each time. */
export async function landscapes(count: number): Promise<Landscape[]> {
  const drawn: Landscape[] = [];
  for (let n = 0; n < count; n++) {
    const mood = moods[n % moods.length] as Mood;
    const place = places[Math.floor(n / moods.length) % places.length] as string;
    const [width, height] = shapes[(n * 7) % shapes.length] as readonly [number, number];
    const random = numbersFrom(n + 1);
    const svg = Buffer.from(draw(mood, width, height, random));
    drawn.push({
      filename: `${mood.name} ${place}.jpg`,
      tags: [...mood.tags, place.split(" ").at(-1) as string],
      description: `${mood.name} ${place}: ranges of hills under a wide sky.`,
      jpeg: await sharp(svg).jpeg({ quality: 86 }).toBuffer(),
    });
  }
  return drawn;
}

/** A new folder with twelve of them. */
export async function drawnFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-demo-"));
  for (const { filename, jpeg } of await landscapes(12)) await writeFile(join(folder, filename), jpeg);
  return folder;
}

function draw({ sky, sun, land, tags }: Mood, width: number, height: number, random: () => number): string {
  const horizon = height * (0.45 + random() * 0.15);
  const ranges = 5;
  const hills = Array.from({ length: ranges }, (_, range) => {
    const share = range / (ranges - 1);
    const base = horizon + share * (height - horizon) * 0.8;
    return `<path d="${ridge(width, height, base, height * (0.16 - share * 0.07), random)}" fill="${mix(land[0], land[1], share)}"/>`;
  });
  const stars = tags.includes("stars")
    ? Array.from(
        { length: 140 },
        () =>
          `<circle cx="${random() * width}" cy="${random() * horizon}" r="${0.6 + random() * 1.6}" fill="#fff" opacity="${0.3 + random() * 0.7}"/>`,
      )
    : [];
  const x = width * (0.2 + random() * 0.6);
  const y = horizon * (0.45 + random() * 0.4);
  const radius = Math.min(width, height) * (0.035 + random() * 0.04);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs><linearGradient id="sky" gradientUnits="userSpaceOnUse" x2="0" y2="${horizon * 1.35}"><stop stop-color="${sky[0]}"/><stop offset=".55" stop-color="${sky[1]}"/><stop offset="1" stop-color="${sky[2]}"/></linearGradient>
<radialGradient id="glow"><stop stop-color="${sun}" stop-opacity=".85"/><stop offset="1" stop-color="${sun}" stop-opacity="0"/></radialGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>${stars.join("")}
<circle cx="${x}" cy="${y}" r="${radius * 5}" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${sun}"/>
${hills.join("\n")}</svg>`;
}

/** The outline of a range: waves of growing frequency and shrinking height on top of each other. */
function ridge(width: number, height: number, base: number, rise: number, random: () => number): string {
  const waves = [1.3, 2.7, 5.9, 13].map((frequency, octave) => ({
    frequency: frequency * (0.8 + random() * 0.5),
    phase: random() * Math.PI * 2,
    height: rise / 1.9 ** octave,
  }));
  const steps = 90;
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const along = step / steps;
    const up = waves.reduce(
      (sum, wave) => sum + Math.sin(along * wave.frequency * Math.PI + wave.phase) * wave.height,
      0,
    );
    return `${(along * width).toFixed(1)} ${(base - up).toFixed(1)}`;
  });
  return `M0 ${height} L${points.join(" L")} L${width} ${height} Z`;
}

function mix(from: string, to: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(from, at) * (1 - share) + channel(to, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
