/** Waits for a step of the start, and says what it is. */
export type Waiting = <T>(step: string, work: Promise<T>) => Promise<T>;

const patienceMs = 1_000;

/** Prints a line for each step that takes more than a second, so that a long first start does not look like a hanging one. */
export const sayingWhatTakesLong =
  (print: (line: string) => void, afterMs = patienceMs): Waiting =>
  async (step, work) => {
    const timer = setTimeout(() => print(`  ${step} …`), afterMs);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };

export const silently: Waiting = (_step, work) => work;
