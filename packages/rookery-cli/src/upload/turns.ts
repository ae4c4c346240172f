/** Runs what has the same name one after another, and everything else at once. */
export type Turns = <T>(name: string, run: () => Promise<T>) => Promise<T>;

export function openTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (name, run) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(run, run);
    last.set(name, turn);
    return turn;
  };
}
