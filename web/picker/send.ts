import { texts } from "./texts.ts";

/** An asset of the server. */
export interface Uploaded {
  id: string;
  name: string | null;
  filename: string | null;
  url: string | null;
  contentType: string | null;
  thumbUrl: string | null;
  thumbHighUrl: string | null;
}

/** The connection broke, or the server is busy with what it got before. */
export class Interrupted extends Error {}

export interface Answer {
  status: number;
  header(name: string): string | null;
  text: string;
}

// Another process of the server, or this one, still stores what a request before sent.
const isPassing = (status: number) => status === 409 || status === 423 || status >= 500;

/** Sends bytes, and tells how many have left. `fetch` does not. Throws `Interrupted`, or with the sentence of the server. */
export function send(
  method: string,
  url: string,
  body: Blob | null,
  headers: Record<string, string>,
  onSent?: (bytes: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent?.(loaded);
    request.onerror = () => reject(new Interrupted(texts.interrupted));
    request.onload = () => {
      const { status, responseText: text } = request;
      if (status < 300) resolve({ status, header: (name) => request.getResponseHeader(name), text });
      else {
        const reason = reasonIn(parsed<{ error?: { message?: string } }>(text).error?.message);
        reject(isPassing(status) ? new Interrupted(reason) : new Error(reason));
      }
    };
    request.send(body);
  });
}

/** The tile names the file already. */
export const reasonIn = (sentence: string = texts.unclear): string =>
  sentence.replace(/^Left out '.*?': /, "");

export function parsed<Shape extends object>(text: string): Partial<Shape> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
