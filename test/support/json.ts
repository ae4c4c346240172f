/** What a server answered. Tests read it freely: a field that is missing fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = any;
