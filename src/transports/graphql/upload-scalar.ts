import { GraphQLError } from "graphql";

/** A file that a multipart request announced, by the name of its part. Its bytes may still be on their way. */
export class UploadedFile {
  readonly part: string;

  constructor(part: string) {
    this.part = part;
  }
}

/** How the scalar `Upload` takes values. */
export const Upload = {
  coerceInputValue(value: unknown): UploadedFile {
    if (value instanceof UploadedFile) return value;
    throw new GraphQLError("A file comes in a variable of a multipart request, and the 'map' says where.");
  },
  coerceInputLiteral(): never {
    throw new GraphQLError("A file cannot stand in the document: send it in a variable.");
  },
};
