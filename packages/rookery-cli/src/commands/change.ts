import { type Context, type Place, placeOf, type SignedIn, signIn } from "../context.ts";
import { confirm, readIds } from "../input.ts";
import { batches, tagAssets } from "../tag-assets.ts";

type Here = SignedIn & { place: Place };

async function open(context: Context): Promise<Here> {
  const signedIn = await signIn(context);
  return { ...signedIn, place: await placeOf(context, signedIn) };
}

export async function tag(
  context: Context,
  given: string[],
  { tag: tags = [] }: { tag?: string[] },
): Promise<void> {
  const ids = await readIds(given);
  const taggedCount = await tagAssets(await open(context), ids, tags, context.signal);
  tell(context, { taggedCount }, `Added ${taggedCount} tags.`);
}

export async function untag(
  context: Context,
  given: string[],
  { tag: tags = [] }: { tag?: string[] },
): Promise<void> {
  const ids = await readIds(given);
  const { rookery, place } = await open(context);
  let untaggedCount = 0;
  for (const assetIds of batches(ids)) {
    const answer = await rookery.tags.remove({ ...place, assetIds, tags }, { signal: context.signal });
    untaggedCount += answer.untaggedCount;
  }
  tell(context, { untaggedCount }, `Removed ${untaggedCount} tags.`);
}

export async function remove(
  context: Context,
  given: string[],
  { yes = false }: { yes?: boolean },
): Promise<void> {
  const ids = await readIds(given);
  const { rookery, place } = await open(context);
  const { signal, output } = context;
  if (!(await confirm(`Move ${ids.length} files of ${place.library} to the trash?`, yes, signal))) {
    return output.note("Nothing was deleted.");
  }
  const deleted: string[] = [];
  for (const batch of batches(ids)) {
    deleted.push(...(await rookery.assets.delete({ ...place, ids: batch }, { signal })).ids);
  }
  tell(context, { ids: deleted }, `Moved ${deleted.length} files to the trash. Restore them within 30 days.`);
}

export async function restore(context: Context, given: string[]): Promise<void> {
  const ids = await readIds(given);
  const { rookery, place } = await open(context);
  const restored: string[] = [];
  for (const batch of batches(ids)) {
    restored.push(
      ...(await rookery.assets.restore({ ...place, ids: batch }, { signal: context.signal })).ids,
    );
  }
  tell(context, { ids: restored }, `Restored ${restored.length} files.`);
}

/** One document with `--json`, otherwise a sentence. */
function tell({ output }: Context, value: object, sentence: string): void {
  if (output.json) output.result(value, []);
  else output.note(sentence);
}
