/** A server's answer. Untyped, since a missing field fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = any;
