/** The speaker of the user's side of an exchange, from its metadata. */
export function speakerOf({ metadata }: { metadata: Record<string, unknown> }): string | null {
  const { speaker } = metadata;
  return typeof speaker === "string" && speaker.trim() !== "" ? speaker : null;
}
