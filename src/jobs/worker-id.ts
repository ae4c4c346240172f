/** The name that a process's job slot locks its jobs by. Holds the name by which Postgres knows the process's connections. */
export const workerIdOf = (instance: string, slot: number): string => `${instance}:${slot}`;
