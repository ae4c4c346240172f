import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { type Agent, firstVersion } from "../agent.ts";

export interface SlowUpload {
  /** Starts the part of a file, whose bytes follow. */
  file(name: string): void;
  bytes(bytes: Buffer): void;
  /** Ends the body. */
  end(): void;
  hangUp(): void;
  /** The answer, which comes before the end of the body if the upload is refused. */
  answer: Promise<{ status: number; data: unknown; error: { code: string; message: string } }>;
}

/** An upload over a real socket that continues when the test says so. `origin` is the app's address. */
export function slowUpload(
  origin: string,
  agent: Pick<Agent, "apiKey" | "library">,
  headers: Record<string, string> = {},
): SlowUpload {
  const outgoing = request(`${origin}${agent.library}/assets`, {
    method: "POST",
    headers: {
      "api-version": firstVersion,
      authorization: `Bearer ${agent.apiKey}`,
      "content-type": "multipart/form-data; boundary=slow",
      ...headers,
    },
  });
  outgoing.flushHeaders();
  const answer = once(outgoing, "response").then(async ([response]: IncomingMessage[]) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response as IncomingMessage) chunks.push(chunk);
    return { status: response?.statusCode ?? 0, ...JSON.parse(Buffer.concat(chunks).toString()) };
  });
  answer.catch(() => {}); // a test that closes the connection does not wait for it
  outgoing.on("error", () => {});
  let begun = false;
  return {
    file(name) {
      const head = `--slow\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n`;
      outgoing.write(begun ? `\r\n${head}` : head);
      begun = true;
    },
    bytes: (bytes) => void outgoing.write(bytes),
    end: () => void outgoing.end("\r\n--slow--\r\n"),
    hangUp: () => void outgoing.destroy(),
    answer,
  };
}
