import { parseArgs } from "node:util";
import { connect, Refusal } from "./demo/api.ts";
import { drawnFolder } from "./demo/landscapes.ts";
import { batches, findPictures } from "./demo/pictures.ts";
import { bar, line, ok } from "./demo/screen.ts";

// `npm run demo -- <pictures or folders>`: an agent's whole story against a running server, with plain fetch. Without
// pictures it draws some.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { email: { type: "string", default: "demo@example.com" } },
});
const url = process.env.ROOKERY_URL || `http://localhost:${process.env.PORT || 3000}`;

try {
  await demo();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  const pictures = await findPictures(positionals.length > 0 ? positionals : [await drawnFolder()]);
  if (pictures.length === 0) throw new Refusal("No files found. Name pictures or folders.");

  const server = connect(url);
  const start = await server.start(values.email);
  const library = server.library(start);
  line(`Started a library for ${start.email}, without an account.`);

  const ids: string[] = [];
  const uploading = bar("Uploading", pictures.length);
  for (const batch of batches(pictures)) {
    const { assets, responseText } = await library.upload(batch);
    ids.push(...assets.map(({ id }) => id));
    uploading.advance(batch.length);
    if (assets.length < batch.length) uploading.say(responseText);
  }
  uploading.end();
  if (ids.length === 0) throw new Refusal("The server accepted none of these files.");

  const processing = bar("Processing", ids.length);
  const assets = [];
  for (const id of ids) {
    const asset = await library.processed(id);
    if (asset.status === "failed") processing.say(`${asset.filename}: ${asset.error}`);
    assets.push(asset);
    processing.advance(1);
  }
  processing.end();

  const shown = assets.find(({ thumbUrl }) => thumbUrl !== null) ?? assets[0];
  if (!shown) return;
  for (let from = 0; from < ids.length; from += 100) await library.tag(ids.slice(from, from + 100), ["demo"]);
  const { found } = await library.search(shown.name);
  line(`Tagged ${ids.length} with 'demo'. A search for '${shown.name}' finds ${found}.`);

  line("");
  await open("File", shown.url);
  if (shown.thumbUrl) await open("Thumbnail", shown.thumbUrl);
  await open("Gallery", (await library.share()).url);
  await open("Claim", start.claimUrl);
  line("\nThe person opens the claim link to take over the library.");
}

async function open(name: string, link: string): Promise<void> {
  const answer = await fetch(link);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Refusal(`${name}: ${link} answered ${answer.status}.`);
  line(`${ok()} ${name.padEnd(9)} ${link}`);
}
