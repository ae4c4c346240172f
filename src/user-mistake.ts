import { ConfigError } from "./config.ts";
import { Failure } from "./operation/failure.ts";
import { isStartupError } from "./storage/startup-error.ts";

/** Errors whose message says it all: shown without a stack. */
export function isUserMistake(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof Failure || isStartupError(error)) return true;
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && (syscall === "listen" || syscall === "getaddrinfo" || code === "EACCES");
}
