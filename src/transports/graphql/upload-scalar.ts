import { GraphQLError } from "graphql";

/** A file of a multipart request, by the name of its part. Its bytes may not have arrived yet. */
export class UploadedFile {
  readonly part: string;

  constructor(part: string) {
    this.part = part;
  }
}

/** The scalar `Upload`. */
export const Upload = {
  coerceInputValue(value: unknown): UploadedFile {
    if (value instanceof UploadedFile) return value;
    throw new GraphQLError(
      "Send a file in a variable of a multipart request, and name the variable in 'map'.",
    );
  },
  coerceInputLiteral(): never {
    throw new GraphQLError("A file cannot be in the document. Send it in a variable.");
  },
};
