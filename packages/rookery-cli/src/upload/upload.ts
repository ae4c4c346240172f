import { basename } from "node:path";
import pLimit from "p-limit";
import { type Context, placeOf, signIn } from "../context.ts";
import { exitCodeOf, exitCodes } from "../failure.ts";
import { openOutcome } from "../outcome.ts";
import { openProgress, type Progress } from "../output/progress.ts";
import { tagAssets } from "../tag-assets.ts";
import { type FoundFile, findFiles } from "./find-files.ts";
import { openJournal } from "./journal.ts";
import { type Sending, type Sent, sendFile } from "./send-file.ts";
import { standardInput } from "./standard-input.ts";
import { openTurns } from "./turns.ts";

interface UploadOptions {
  tag?: string[];
  name?: string;
  duplicates?: Sending["onDuplicate"];
  anyType?: boolean;
  parallel?: number;
}

/** Uploads files, several at a time. One that fails does not keep the others from being sent. */
export async function upload(context: Context, paths: string[], options: UploadOptions): Promise<void> {
  const { output, signal } = context;
  const signedIn = await signIn(context);
  const named = paths.filter((path) => path !== "-");
  const { files, leftOut } = await findFiles(named, options.anyType ?? false);
  await using input = paths.includes("-") ? await standardInput(signal) : undefined;
  if (input) files.push(input);
  if (leftOut > 0) output.note(`Left out ${leftOut} other files. --any-type sends them too.`);
  const place = await placeOf(context, signedIn);
  const journal = await openJournal([signedIn.session.server, place.organization, place.library].join("\n"));
  const stop = new AbortController();
  const sending: Sending = {
    ...signedIn,
    place,
    journal,
    turns: openTurns(),
    onDuplicate: options.duplicates ?? "skip",
    signal: AbortSignal.any([signal, stop.signal]),
  };
  const progress = openProgress(output, { files: files.length, bytes: sum(files) });
  const nameOf = (file: FoundFile) => (file === input ? (options.name ?? "file") : basename(file.path));
  const report = openReport(context, files.length, (file) => (file === input ? "-" : file.path));
  const limit = pLimit(options.parallel ?? 4);
  try {
    await Promise.all(
      files.map((file) =>
        limit(async () => {
          if (sending.signal.aborted) return;
          const sent = await tracked(progress, file, nameOf(file), sending).catch((error) => {
            if (sending.signal.aborted) return;
            report.failed(file, error);
            if (concernsAll(error)) stop.abort(error);
          });
          if (sent) report.sent(file, sent);
        }),
      ),
    );
  } finally {
    progress.stop();
  }
  await tagAssets(sending, report.ids, options.tag ?? [], signal);
  signal.throwIfAborted();
  report.end();
}

const sum = (files: readonly FoundFile[]): number => files.reduce((all, { bytes }) => all + bytes, 0);

async function tracked(progress: Progress, file: FoundFile, name: string, sending: Sending): Promise<Sent> {
  const bar = progress.start(name, file.bytes);
  try {
    return await sendFile(sending, file, name, (bytes) => bar.at(bytes));
  } finally {
    bar.end();
  }
}

/** Whether the next file would fail in the same way: no access, no such library, no network, too many calls. */
function concernsAll(error: unknown): boolean {
  const code = exitCodeOf(error);
  const { code: name } = error as { code?: string };
  if (name === "STORAGE_LIMIT_EXCEEDED" || name === "EPHEMERAL_STORAGE_LIMIT_EXCEEDED") return false;
  return (
    code === exitCodes.notSignedIn ||
    code === exitCodes.notFound ||
    code === exitCodes.network ||
    code === exitCodes.rateLimited
  );
}

interface Report {
  /** Assets that were sent, or that the library had. */
  ids: string[];
  sent(file: FoundFile, sent: Sent): void;
  failed(file: FoundFile, error: unknown): void;
  end(): void;
}

function openReport({ output }: Context, all: number, pathOf: (file: FoundFile) => string): Report {
  const counts = { uploaded: 0, skipped: 0, replaced: 0 };
  const outcome = openOutcome(output, all, "uploaded");
  const ids: string[] = [];
  return {
    ids,
    sent(file, { status, asset }) {
      counts[status]++;
      outcome.done();
      ids.push(asset.id);
      const { id, url, filename, libraryId } = asset;
      const path = pathOf(file);
      output.result({ path, status, id, filename, libraryId, url }, [id, status, url ?? "", path]);
    },
    failed: (file, error) => outcome.failed(pathOf(file), error),
    end() {
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} were there already` : "";
      const replaced = counts.replaced > 0 ? `, ${counts.replaced} replaced` : "";
      output.note(`Uploaded ${counts.uploaded} of ${all} files${skipped}${replaced}.`);
      outcome.end();
    },
  };
}
