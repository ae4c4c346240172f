import type { ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { fileServer } from "./file-server.ts";

export interface Received {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface WebhookReceiver {
  /** For `fetchAllowedHosts`. */
  host: string;
  url: string;
  /** Every received message, oldest first. */
  received: Received[];
  /** The status of later answers; "never" keeps senders waiting. */
  status: number | "never";
  letGo(): void;
  /** The message of this delivery, by default the last one. */
  message(id?: string): Received | undefined;
}

/** A foreign server that receives webhooks on this machine, closed after the test file. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const waiting: ServerResponse[] = [];
  const server = await fileServer(async (request, response) => {
    const body = String(await buffer(request));
    receiver.received.push({ path: request.url ?? "", headers: request.headers, body });
    if (receiver.status === "never") waiting.push(response);
    else response.writeHead(receiver.status, { location: "/elsewhere" }).end();
  });
  const receiver: WebhookReceiver = {
    host: server.host,
    url: `http://${server.host}/hook`,
    received: [],
    status: 200,
    letGo: () => waiting.splice(0).forEach((response) => void response.destroy()),
    message: (id) =>
      receiver.received.findLast(({ headers }) => id === undefined || headers["x-rookery-delivery"] === id),
  };
  return receiver;
}
