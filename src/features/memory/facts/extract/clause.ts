/** One statement of a person about themselves, written as "I …" or "My …" and in the present tense where possible. */
export interface Clause {
  text: string;
  /** "I live" · "I do not live" · "I no longer live" · "I used to live". */
  holds: "yes" | "no" | "no longer" | "once";
  /** Written without capitals, so that a name may have none. */
  small?: boolean;
}
