import open from "open";

/** Opens an address in the person's browser. Machines without one are no failure: the address is printed too. */
export async function openUrl(url: string): Promise<void> {
  const program = await open(url).catch(() => undefined);
  program?.once("error", () => {});
}
