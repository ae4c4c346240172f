/** An error at startup that the operator can fix. The message says how, and is printed without a stack. */
export const startupError = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: "StartupError" });

export const isStartupError = (error: unknown): error is Error =>
  error instanceof Error && error.name === "StartupError";
