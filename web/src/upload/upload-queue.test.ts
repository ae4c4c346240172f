import { beforeEach, expect, test, vi } from "vitest";
import { offline, Refused } from "../api/call.ts";
import type { Asset } from "../server/operations.ts";
import { summaryOf } from "./summary.ts";
import type { Upload } from "./upload.ts";
import { type Reason, UploadQueue } from "./upload-queue.ts";

const pictures = { organizationId: "team", libraryId: "pictures" };
const archive = { organizationId: "team", libraryId: "archive" };
const files = (...names: string[]) => names.map((name) => new File(["12345678"], name));
const names = (uploads: Iterable<Upload>) => [...uploads].map(({ file }) => file.name);

let requests: Map<
  string,
  { arrive(): void; refuse(error: Error): void; sent(bytes: number): void; kept(): void }
>;
let aborted: string[];
let why: Reason | "done" | null;
let uploaded: string[];
let queue: UploadQueue;

beforeEach(() => {
  requests = new Map();
  aborted = [];
  why = null;
  uploaded = [];
  queue = new UploadQueue({
    send(file, _destination, hear) {
      const { promise, resolve, reject } = Promise.withResolvers<Asset>();
      requests.set(file.name, { arrive: () => resolve({} as Asset), refuse: reject, ...hear });
      return { asset: promise, abort: () => aborted.push(file.name) };
    },
    whyOnlyThis: async () => why,
    refusalOf: ({ name }) => (name === "huge" ? "Too large." : null),
    onUploaded: ({ file }) => uploaded.push(file.name),
    onChange: () => {},
  });
});

test("three files are sent at a time, and the next one starts when one is done", async () => {
  queue.add(files("a", "b", "c", "d"), pictures);
  expect(names(queue.running.keys())).toEqual(["a", "b", "c"]);
  requests.get("b")?.arrive();
  await vi.waitFor(() => expect(names(queue.running.keys())).toEqual(["a", "c", "d"]));
  expect(queue.doneCount).toBe(1);
});

test("a refused file fails alone, with the server's message, and can be retried", async () => {
  queue.add(files("a", "b"), pictures);
  requests.get("a")?.refuse(new Refused("UNSUPPORTED_FILE_TYPE", "This is no picture."));
  await vi.waitFor(() => expect(names(queue.failed)).toEqual(["a"]));
  expect([...queue.failed][0]?.problem).toBe("This is no picture.");
  expect(names(queue.running.keys())).toEqual(["b"]);
  queue.retry();
  expect(names(queue.running.keys())).toEqual(["b", "a"]);
});

test("an error that applies to a library fails all its waiting files, and no others", async () => {
  queue.add(files("a", "b", "c", "d"), pictures);
  queue.add(files("e"), archive);
  requests.get("a")?.refuse(new Refused("FORBIDDEN", "You may not."));
  await vi.waitFor(() => expect(names(queue.failed)).toEqual(["a", "d"]));
  expect(names(queue.running.keys())).toEqual(["b", "c", "e"]);
});

test("the queue pauses while the server cannot be reached, and continues with the same file", async () => {
  queue.add(files("a", "b", "c", "d"), pictures);
  requests.get("a")?.refuse(new Refused(offline, "Lost."));
  await vi.waitFor(() => expect(queue.pausedUntil).not.toBeNull());
  expect(names(queue.waiting)).toEqual(["a", "d"]);
  queue.resume();
  expect(queue.pausedUntil).toBeNull();
  expect(names(queue.running.keys())).toEqual(["b", "c", "a"]);
});

test("a file whose response was lost is done if it was uploaded", async () => {
  why = "done";
  queue.add(files("a"), pictures);
  requests.get("a")?.refuse(new Refused(offline, "Lost."));
  await vi.waitFor(() => expect(queue.doneCount).toBe(1));
});

test("a canceled file is aborted, and its lost request changes nothing", async () => {
  queue.add(files("a", "b", "c", "d"), pictures);
  const [first] = queue.running.keys();
  queue.cancel(first?.id as number);
  expect(aborted).toEqual(["a"]);
  requests.get("a")?.refuse(new Refused(offline, "Aborted."));
  requests.get("b")?.arrive();
  await vi.waitFor(() => expect(queue.doneCount).toBe(1));
  expect([queue.failed.size, queue.pausedUntil]).toEqual([0, null]);
  queue.cancelAll();
  expect([queue.running.size, queue.waiting.length]).toEqual([0, 0]);
});

test("the summary counts bytes of finished, failed and running files", async () => {
  queue.add(files("a", "b"), pictures);
  expect(summaryOf(queue).share).toBe(0);
  requests.get("a")?.arrive();
  await vi.waitFor(() => expect(summaryOf(queue).done).toBe(1));
  expect(summaryOf(queue).share).toBeCloseTo(0.5);
  requests.get("b")?.sent(8);
  expect(summaryOf(queue)).toMatchObject({ running: 1, waiting: 0, failed: 0, total: 2 });
  requests.get("b")?.arrive();
  await vi.waitFor(() => expect(summaryOf(queue).share).toBe(1));
});

test("a file that can't be uploaded is never sent, and is not retried with the others", async () => {
  queue.add(files("huge", "a", "b"), pictures);
  expect(names(queue.running.keys())).toEqual(["a", "b"]);
  requests.get("a")?.refuse(new Refused("BAD_USER_INPUT", "File type not supported."));
  requests.get("b")?.refuse(new Refused("STORAGE_LIMIT_EXCEEDED", "Full."));
  await vi.waitFor(() => expect(names(queue.failed)).toEqual(["huge", "a", "b"]));
  expect(summaryOf(queue)).toMatchObject({ failed: 3, retryable: 1 });
  queue.retry();
  expect(names(queue.running.keys())).toEqual(["b"]);
  expect(names(queue.failed)).toEqual(["huge", "a"]);
  requests.get("b")?.arrive();
  await vi.waitFor(() => expect(uploaded).toEqual(["b"]));
});
