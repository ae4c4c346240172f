/** What a process ends with. `docs/cli.md` lists them. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  notSignedIn: 3,
  notFound: 4,
  refused: 5,
  rateLimited: 6,
  network: 7,
  partly: 8,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that the command line finds itself. */
export class CliFailure extends Error {
  override readonly name = "CliFailure";
  readonly exitCode: ExitCode;
  readonly code: string;

  constructor(exitCode: ExitCode, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.code = code;
  }
}

export const usage = (message: string) => new CliFailure(exitCodes.usage, "USAGE", message);
export const notSignedIn = (message: string) =>
  new CliFailure(exitCodes.notSignedIn, "NOT_SIGNED_IN", message);
export const notFound = (message: string) => new CliFailure(exitCodes.notFound, "NOT_FOUND", message);
export const refused = (code: string, message: string) => new CliFailure(exitCodes.refused, code, message);
export const unreachable = (message: string, cause?: unknown) =>
  new CliFailure(exitCodes.network, "CONNECTION_FAILED", message, { cause });
export const partly = (message: string) => new CliFailure(exitCodes.partly, "PARTLY_FAILED", message);

/** Ctrl-C, as the reason of the signal that ends what is running. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** The fields of a failure of the SDK that are told. */
interface Told {
  code?: string;
  message: string;
  status?: number | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
}

/** How a process ends after an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliFailure) return error.exitCode;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (!(error instanceof Error) || error.name !== "RookeryError") return exitCodes.unexpected;
  const { code, status } = error as Error & Told;
  if (code === "CONNECTION_FAILED" || code === "TIMEOUT" || code === "UNEXPECTED_ANSWER") {
    return exitCodes.network;
  }
  if (status === 401 || status === 403) return exitCodes.notSignedIn;
  if (status === 404) return exitCodes.notFound;
  if (status === 429) return exitCodes.rateLimited;
  if (status !== undefined && status >= 500) return exitCodes.network;
  return exitCodes.refused;
}

/** What is printed of an error. Causes and stacks are not: they may hold addresses with secrets. */
export function told(error: unknown): Told {
  if (!(error instanceof Error)) return { code: "UNEXPECTED", message: String(error) };
  const { code, message, status, requestId, retryAfter } = error as Error & Told;
  return {
    code: code ?? "UNEXPECTED",
    message,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}
