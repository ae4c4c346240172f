// The size of a batch. Larger ones are no faster.
const keysMax = 100;
// Batches in flight. Further keys wait for the next one.
const underwayMax = 2;

/**
 * Turns a read of many keys into a read of one. Keys that are requested while others are being read share the next
 * statement. Under load, the statement is the most expensive part of a small read.
 */
export function batchReads<Key, Value>(
  readAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  const waiting: { key: Key; answered: PromiseWithResolvers<Value> }[] = [];
  let underway = 0;
  let isDue = false;

  // Runs after all requests that have arrived by now.
  function startSoon(): void {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      while (waiting.length > 0 && underway < underwayMax) void answer(waiting.splice(0, keysMax));
    });
  }

  async function answer(asked: typeof waiting): Promise<void> {
    underway++;
    try {
      const values = await readAll(asked.map(({ key }) => key));
      for (const [i, { answered }] of asked.entries()) answered.resolve(values[i] as Value);
    } catch (error) {
      for (const { answered } of asked) answered.reject(error);
    }
    underway--;
    if (waiting.length > 0) startSoon();
  }

  return (key) => {
    const answered = Promise.withResolvers<Value>();
    waiting.push({ key, answered });
    startSoon();
    return answered.promise;
  };
}
