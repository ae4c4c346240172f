/** A model that answers "Lovely!" and keeps its prompts, as JSON. */
export function lovelyModel() {
  const prompts: string[] = [];
  const model = {
    specificationVersion: "v2" as const,
    provider: "test",
    modelId: "lovely",
    supportedUrls: {},
    doGenerate: async ({ prompt }: { prompt: unknown }) => {
      prompts.push(JSON.stringify(prompt));
      return {
        content: [{ type: "text" as const, text: "Lovely!" }],
        finishReason: "stop" as const,
        usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
        warnings: [],
      };
    },
    doStream: () => Promise.reject(new Error("Nobody streams here.")),
  };
  return { model, prompts };
}
