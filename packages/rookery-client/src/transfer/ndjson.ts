/** The records of an answer with one JSON object in each line, as they arrive. */
export async function* records(
  answer: Promise<Response>,
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  const { body } = await answer;
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (rest + next.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line) yield JSON.parse(line);
    }
    if (rest) yield JSON.parse(rest);
  } finally {
    await reader.cancel();
  }
}
