import type { Host } from "./host.ts";
import type { PickedFile, Target } from "./library.ts";
import { texts } from "./texts.ts";

const linesMax = 50;

export interface Chat {
  /** Lets the model know of uploads, without a turn of its own. */
  tellUploaded(files: readonly PickedFile[]): Promise<void>;
  /** Hands the links of files over as a message of the person. */
  add(files: readonly PickedFile[]): Promise<void>;
}

export function chatOf(host: Host, { libraryId }: Target): Chat {
  async function send(method: string, params: object): Promise<void> {
    const { isError } = await host.request<{ isError?: boolean }>(method, params);
    if (isError) throw new Error(texts.refused);
  }
  const content = (text: string) => [{ type: "text", text }];
  return {
    async tellUploaded(files) {
      if (!host.can.updateModelContext) return;
      // The person can still add the links with the button.
      await send("ui/update-model-context", {
        content: content(texts.uploaded(libraryId, linesOf(files))),
      }).catch(() => {});
    },
    add(files) {
      const chosen = content(texts.chosen(libraryId, linesOf(files)));
      return host.can.message
        ? send("ui/message", { role: "user", content: chosen })
        : send("ui/update-model-context", { content: chosen });
    },
  };
}

function linesOf(files: readonly PickedFile[]): string {
  const lines = files.slice(0, linesMax).map(({ id, name, url }) => `- ${name}: ${url} (id ${id})`);
  if (files.length > linesMax) lines.push(`and ${files.length - linesMax} more`);
  return lines.join("\n");
}
