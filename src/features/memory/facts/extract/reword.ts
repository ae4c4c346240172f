export interface Rewordings {
  /** Words without which no form can match, so that most sentences are read once. */
  has: RegExp;
  forms: readonly [form: RegExp, meaning: string][];
}

export function reword(text: string, rewordings: readonly Rewordings[]): string {
  let said = text;
  for (const { has, forms } of rewordings)
    if (has.test(said)) for (const [form, meaning] of forms) said = said.replace(form, meaning);
  return said;
}
