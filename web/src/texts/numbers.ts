const whole = new Intl.NumberFormat("en");

/** "2,000". */
export const number = (n: number): string => whole.format(n);

/** "1 file", "2,000 files". */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`;
