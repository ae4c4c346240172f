// Bounds one statement: beyond this, more rows at a time gain nothing.
const keysMax = 100;
// While these are answered, keys gather for the next one.
const underwayMax = 2;

/**
 * Makes a read of one key out of a read of many: those asked for while others are read go out together. Under load, a
 * statement of its own costs a small read more than all the rest of its request.
 */
export function batchReads<Key, Value>(
  readAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  const waiting: { key: Key; answered: PromiseWithResolvers<Value> }[] = [];
  let underway = 0;
  let isDue = false;

  // After the requests that have arrived by now were all taken in.
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
