import { expect } from "vitest";

/** An id of the memory API with this prefix: `usr`, `conv`, `int`, `fact`, `key`, `ten`. */
export const idOf = (kind: string) => expect.stringMatching(new RegExp(`^${kind}_[0-9A-Za-z]{16}$`));

/** A time in the memory API's format. */
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
