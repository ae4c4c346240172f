/** What a clause says in other words, and the words that rules read. */
export type Wording = readonly [form: RegExp, meaning: string];
