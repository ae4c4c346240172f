import { Failure, type FailureCode } from "../../kernel/failure.ts";

/** A failure with a status of the tus protocol that no `FailureCode` has. */
export class ProtocolError extends Failure {
  readonly status: number;

  constructor(status: number, message: string) {
    super(codes[status] ?? "BAD_USER_INPUT", message);
    this.name = "ProtocolError";
    this.status = status;
  }
}

const codes: Record<number, FailureCode> = {
  404: "RESOURCE_NOT_FOUND",
  409: "CONFLICT",
  410: "RESOURCE_NOT_FOUND",
  413: "PAYLOAD_TOO_LARGE",
};

export const uploadUnknown = () =>
  new ProtocolError(404, "This upload does not exist, or another key or person started it. Start a new one.");
export const uploadExpired = () =>
  new ProtocolError(410, "This upload was not finished within a day, so it has expired. Start a new one.");
export const checksumWrong = () =>
  new ProtocolError(
    460,
    "Upload-Checksum: the bytes that arrived differ. They were dropped. Send them again.",
  );
