import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { loadLocomo } from "./locomo.ts";

/** Conversations of one user, and questions with the exchanges that answer them. */
export interface Chats {
  exchanges: { session: number; user: string; agent: string; time?: number }[];
  /** `evidence` are places in `exchanges`. */
  questions: { text: string; category: string; evidence: number[] }[];
}

const locomoCategories = ["multi-hop", "temporal", "open-domain", "single-hop", "adversarial"];

/** LoCoMo: two people, one exchange a turn. */
export function locomoChats(file: string): Chats[] {
  return loadLocomo(file).map(({ turns, questions }) => ({
    exchanges: turns.map(({ session, speaker, text, caption, time }) => ({
      session,
      user: `${speaker}: ${text}${caption ? ` [shares a picture: ${caption}]` : ""}`,
      agent: "",
      time,
    })),
    questions: questions.map(({ text, category, evidence }) => ({
      text,
      category: locomoCategories[category - 1] ?? String(category),
      evidence,
    })),
  }));
}

// REALTALK numbers its categories.
const categoriesByNumber: Record<string, string> = { 1: "multi-hop", 2: "temporal", 3: "commonsense" };

/** A gzipped file of samples: `[{sessions: [[{user, agent?, doc, ts?}]], qs: [{q, cat, ev: [doc…]}]}]`. */
export function readChats(file: string): Chats[] {
  const samples = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Sample[];
  return samples.map(({ sessions, qs }) => {
    const said = sessions.flatMap((exchanges, session) => exchanges.map((one) => ({ ...one, session })));
    const places = new Map(said.map(({ doc }, place) => [String(doc), place]));
    return {
      exchanges: said.map(({ session, user, agent = "", ts }) => ({
        session,
        user,
        agent,
        ...(ts === undefined ? {} : { time: Date.parse(ts) }),
      })),
      questions: qs.flatMap(({ q, cat, ev }) => {
        const evidence = ev.flatMap((doc) => places.get(String(doc)) ?? []);
        return evidence.length > 0
          ? [{ text: q, category: categoriesByNumber[cat] ?? String(cat), evidence }]
          : [];
      }),
    };
  });
}

interface Sample {
  sessions: { user: string; agent?: string; doc: string | number; ts?: string }[][];
  qs: { q: string; cat: string | number; ev: (string | number)[] }[];
}
