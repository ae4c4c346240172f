import { Failure } from "../kernel/failure.ts";
import { ConfigError } from "../platform/config.ts";
import { isStartupError } from "../platform/database/startup-error.ts";

/** Errors whose message says it all: shown without a stack. */
export function isUserMistake(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof Failure || isStartupError(error)) return true;
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && (syscall === "listen" || syscall === "getaddrinfo" || code === "EACCES");
}

/** What to tell about one of them. */
export function mistakeText(error: Error): string {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === "EADDRINUSE"
    ? `Port ${port} is taken by another program. Set PORT to another, or end that program.`
    : error.message;
}
