import open from "open";

/** Opens an address in the person's browser. Machines without one are no failure: the address is printed too. */
export async function openUrl(url: string): Promise<void> {
  // Servers choose the address. Other schemes open files, or start other programs.
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return;
  const program = await open(url).catch(() => undefined);
  program?.once("error", () => {});
}
