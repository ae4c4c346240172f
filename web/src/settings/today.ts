/** Today in the local time zone, in the format of a date field. */
export function today(now = new Date()): string {
  const padded = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${padded(now.getMonth() + 1)}-${padded(now.getDate())}`;
}
