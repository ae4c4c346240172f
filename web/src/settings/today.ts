/** Today, where the person is, as a date field has it. */
export function today(now = new Date()): string {
  const padded = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${padded(now.getMonth() + 1)}-${padded(now.getDate())}`;
}
