import pg from "pg";

const { INT8, DATE } = pg.types.builtins;
const INT8_ARRAY = 1016 as typeof INT8; // missing in pg's list of builtins

/**
 * Parsers of Postgres values. They apply to one connection, since pg's global ones would apply to the whole process.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (format === "binary") return pg.types.getTypeParser(oid, format);
    if (oid === INT8) return safeInteger;
    if (oid === INT8_ARRAY) return safeIntegers;
    // A date has no time zone. pg would make it midnight in the machine's zone.
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, "text");
  }) as typeof pg.types.getTypeParser,
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`);
  return value;
}

function safeIntegers(text: string): (number | null)[] {
  const entries: (string | null)[] = pg.types.getTypeParser(INT8_ARRAY, "text")(text);
  return entries.map((entry) => (entry === null ? null : safeInteger(entry)));
}
