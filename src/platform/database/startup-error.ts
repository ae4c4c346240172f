/** The server cannot start, for a reason its operator can mend: print the message, which says how, and no stack. */
export const startupError = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: "StartupError" });

export const isStartupError = (error: unknown): error is Error =>
  error instanceof Error && error.name === "StartupError";
