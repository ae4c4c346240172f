import { stems } from "../../src/features/memory/terms/tokenise.ts";
import type { Chats } from "./chats.ts";

// The usual values.
const [k1, b] = [1.2, 0.75];

/** Plain BM25 over stems without stop words, one document an exchange: what the recall is compared with. Best first. */
export function bm25({ exchanges }: Chats): (query: string, limit: number) => number[] {
  const documents = exchanges.map(({ user, agent }) => stems(`${user}\n${agent}`));
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length);
  const postings = new Map<string, Map<number, number>>();
  documents.forEach((words, place) => {
    for (const word of words) {
      const posting = postings.get(word) ?? new Map<number, number>();
      postings.set(word, posting.set(place, (posting.get(place) ?? 0) + 1));
    }
  });
  return (query, limit) => {
    const scores = new Map<number, number>();
    for (const word of new Set(stems(query))) {
      const posting = postings.get(word) ?? new Map<number, number>();
      const idf = Math.log(1 + (documents.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [place, count] of posting) {
        const size = 1 - b + (b * (documents[place]?.length ?? 0)) / meanLength;
        scores.set(place, (scores.get(place) ?? 0) + (idf * count * (k1 + 1)) / (count + k1 * size));
      }
    }
    return [...scores]
      .sort((one, other) => other[1] - one[1])
      .slice(0, limit)
      .map(([place]) => place);
  };
}
