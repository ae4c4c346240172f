import type { Asset } from "rookery-client";
import { type Context, organizationOf, placeOf, signIn } from "../context.ts";
import { shownBytes } from "../output/shown.ts";

export async function libraries(context: Context): Promise<void> {
  const signedIn = await signIn(context);
  const { organization } = await organizationOf(context, signedIn);
  const { signal, output } = context;
  for await (const library of signedIn.rookery.libraries.list({ organization }, { signal })) {
    const files = `${library.assetsCount ?? 0} files`;
    output.result(library, [library.id, files, library.name ?? ""]);
  }
}

type Sort = "newest" | "oldest" | "name" | "largest" | "taken_newest" | "taken_oldest";

export async function list(
  context: Context,
  _args: string[],
  options: { tag?: string[]; sort?: Sort; limit?: number; all?: boolean },
): Promise<void> {
  const signedIn = await signIn(context);
  const place = await placeOf(context, signedIn);
  const { tag: tags = [], sort, limit = 50, all = false } = options;
  const max = all ? Number.POSITIVE_INFINITY : limit;
  const found = signedIn.rookery.assets.list(
    { ...place, pageSize: Math.min(500, max), tags, ...(sort && { sort }) },
    { signal: context.signal },
  );
  let shown = 0;
  for await (const asset of found) {
    context.output.result(asset, columnsOf(asset));
    if (++shown >= max) break;
  }
  if (shown === limit && !all) context.output.note(`The first ${limit}. --limit or --all shows more.`);
}

export async function search(
  context: Context,
  words: string[],
  options: { tag?: string[]; limit?: number },
): Promise<void> {
  const signedIn = await signIn(context);
  const { organization } = await organizationOf(context, signedIn);
  const { limit = 20, tag: tags = [] } = options;
  const { library = process.env.ROOKERY_LIBRARY } = context.options;
  const found = signedIn.rookery.assets.search(
    {
      organization,
      q: words.join(" "),
      pageSize: Math.min(250, limit),
      ...(tags.length > 0 && { tags }),
      ...(library !== undefined && { libraries: [library] }),
    },
    { signal: context.signal },
  );
  let shown = 0;
  for await (const hit of found) {
    context.output.result(hit, columnsOf(hit));
    if (++shown >= limit) break;
  }
  if (shown === 0) context.output.note("Nothing found.");
}

const columnsOf = ({
  id,
  size,
  contentType,
  filename,
  tags,
}: Pick<Asset, "id" | "size" | "contentType" | "filename" | "tags">): string[] => [
  id,
  shownBytes(size ?? 0).padStart(6),
  (contentType ?? "").padEnd(15),
  filename ?? "",
  tags.map((tag) => `#${tag}`).join(" "),
];
