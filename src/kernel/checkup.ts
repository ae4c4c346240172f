import type { BlobStore } from "../platform/blobs/blobs.ts";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/database.ts";

/** What checkups look at. */
export interface Patient {
  database: Database;
  /** The files themselves, without copies near this process. */
  blobs: BlobStore;
  dataDir: string;
  /** The endpoints of models that recall asks. */
  models?: Pick<Config, "embeddings" | "reranker">;
}

export interface CheckupOptions {
  /** Mends what can be mended without losing anything. */
  fix: boolean;
  /** Compares the sizes of files and indexes only, not their content. */
  quick: boolean;
  /** How many of how many things were looked at, and their bytes. */
  progress(done: number, of: number, bytes: number): void;
}

/** One kind of damage. */
export interface Problem {
  /** A sentence about each of them. */
  problem: string;
  /** What the operator can do about those that were not mended. */
  advice: string;
}

/** A kind of damage that was found. */
export interface Finding extends Problem {
  count: number;
  mended: number;
  /** Names of the first of them. */
  examples: string[];
}

/** Looks whether a part of the server's data is as it should be. */
export interface Checkup {
  name: string;
  run(patient: Patient, options: CheckupOptions): Promise<Finding[]>;
}

const examplesMax = 10;

/** Collects damage by its kind. */
export function openFindings() {
  const found = new Map<Problem, Finding>();
  return {
    note(problem: Problem, example: string, mended: boolean): void {
      const finding = found.get(problem) ?? { ...problem, count: 0, mended: 0, examples: [] };
      found.set(problem, finding);
      finding.count++;
      if (mended) finding.mended++;
      if (finding.examples.length < examplesMax) finding.examples.push(example);
    },
    all: (): Finding[] => [...found.values()],
  };
}

export type Findings = ReturnType<typeof openFindings>;
