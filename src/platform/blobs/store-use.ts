/** Counts what a store over a network is asked for. */
export interface StoreUse {
  /** A request was answered after so many attempts. */
  answered(attempts: number): void;
  /** A request got no answer, or only errors of the store, in all of its attempts. */
  failed(attempts: number): void;
  /** A read that was cut continued where it ended. */
  resumed(): void;
  read(bytes: number): void;
  wrote(bytes: number): void;
  readonly requests: Readonly<Record<"answered" | "failed" | "retried" | "resumed", number>>;
  readonly bytes: Readonly<Record<"read" | "written", number>>;
}

export function countStoreUse(): StoreUse {
  const requests = { answered: 0, failed: 0, retried: 0, resumed: 0 };
  const bytes = { read: 0, written: 0 };
  return {
    requests,
    bytes,
    answered(attempts) {
      requests.answered++;
      requests.retried += attempts - 1;
    },
    failed(attempts) {
      requests.failed++;
      requests.retried += attempts - 1;
    },
    resumed() {
      requests.resumed++;
    },
    read(count) {
      bytes.read += count;
    },
    wrote(count) {
      bytes.written += count;
    },
  };
}
