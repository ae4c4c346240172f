/** Whose words the user's side of an exchange holds, when its metadata names somebody. */
export function speakerOf({ metadata }: { metadata: Record<string, unknown> }): string | null {
  const { speaker } = metadata;
  return typeof speaker === "string" && speaker.trim() !== "" ? speaker : null;
}
