import type { MemoryIds } from "../../../src/features/memory/examples.ts";
import { pathParameters } from "../../../src/transports/http/read-input.ts";
import type { MemoryOperation } from "../../../src/transports/memory-rest/routes.ts";
import { examplesOf } from "./examples.ts";
import { emptyFixture } from "./fixture.ts";

/** A request of the memory API. */
export interface MemoryRequest {
  path: string;
  body?: Record<string, unknown>;
}

/** The first example of an operation as a memory API request, with fields in the path and in the query or body. */
export function memoryRequest({ name, memory }: MemoryOperation, memoryIds: MemoryIds): MemoryRequest {
  const [{ input }] = examplesOf(name, { ...emptyFixture, memoryIds });
  const inPath = pathParameters(memory.path);
  const path = memory.path.replace(/:(\w+)/g, (_, field) => encodeURIComponent(String(input[field])));
  const others = Object.entries(input).filter(([field]) => !inPath.includes(field));
  if (others.length === 0) return { path };
  if (memory.method !== "GET") return { path, body: Object.fromEntries(others) };
  return { path: `${path}?${new URLSearchParams(others.map(([field, value]) => [field, String(value)]))}` };
}
