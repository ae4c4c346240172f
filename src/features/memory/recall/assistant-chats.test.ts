import { describe, expect, test } from "vitest";
import { type IndexedExchange, indexInMemory } from "../../../../test/support/memory-index.ts";
import { soundOf } from "../terms/speaker.ts";
import { withoutFrame } from "./frame.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";

/** Chats of a user with an assistant that share words with every test. */
const chats: IndexedExchange[] = Array.from({ length: 20 }, (_, i) => ({
  userMessage: `My trip number ${i} needs a plan for hotels and trains`,
  agentResponse: "Here is a plan with trains and a budget. Shall I book it?",
  conversation: Math.floor(i / 5),
}));

function order(exchanges: IndexedExchange[], query: string): number[] {
  const { history, postings } = indexInMemory(exchanges);
  return rank(history, postings, readQuery(query), { limit: 10, now: 0 }).map(({ ordinal }) => ordinal);
}

describe("chats of a user with an assistant", () => {
  test("an instruction to the assistant is found by what it is about", () => {
    const told = {
      userMessage: "Always name the price when I ask about hotels.",
      agentResponse: "Understood.",
    };
    expect(order([...chats, told], "Which hotels are on my list?")[0]).toBe(20);
  });
  test("an instruction without any word of the query is not returned", () => {
    const told = {
      userMessage: "Always answer in metric units.",
      agentResponse: "Understood.",
      conversation: 9,
    };
    expect(order([...chats, told], "hotels")).not.toContain(20);
  });
  test("a preference comes first when the query asks for advice, and not for a fact", () => {
    const both = [
      { userMessage: "I prefer hotels by the sea", agentResponse: "Noted.", conversation: 8 },
      {
        userMessage: "Hotels, hotels: the trip to Porto cost 90 euros",
        agentResponse: "Noted.",
        conversation: 9,
      },
    ];
    expect(order([...chats, ...both], "Can you suggest hotels?")[0]).toBe(20);
    expect(order([...chats, ...both], "Hotels and trip to Porto")[0]).toBe(21);
  });
  test("thanks for an answer rank below the exchange that they are about", () => {
    const both = [
      { userMessage: "My sourdough starter died", agentResponse: "Feed it daily.", conversation: 8 },
      { userMessage: "Thanks, my sourdough starter will", agentResponse: "Feed it daily.", conversation: 9 },
    ];
    expect(order([...chats, ...both], "sourdough starter").slice(0, 2)).toEqual([20, 21]);
  });
  test("an exchange takes no share of its neighbours' words if both sides speak in it", () => {
    const both = [
      { userMessage: "My kayak is red", agentResponse: "A fine colour.", conversation: 9, time: 0 },
      { userMessage: "The oven broke", agentResponse: "Call a technician.", conversation: 9, time: 1000 },
    ];
    const { history, postings } = indexInMemory(both);
    const found = rank(history, postings, readQuery("kayak"), { limit: 10, now: 0 });
    expect(found.map(({ ordinal, matched }) => [ordinal, matched])).toEqual([
      [0, ["terms"]],
      [1, ["session"]],
    ]);
  });
  test("the user's words count more than a long answer, unless the query asks for the assistant's", () => {
    const both = [
      { userMessage: "My violin needs rosin", agentResponse: "Many shops sell it.", conversation: 8 },
      { userMessage: "What do many shops sell?", agentResponse: "Your violin needs rosin.", conversation: 9 },
    ];
    expect(order([...chats, ...both], "violin rosin")[0]).toBe(20);
    expect(order([...chats, ...both], "what did you say about violin rosin?")[0]).toBe(21);
  });
});

describe("what the user wants counts more when a query sets a task than when it asks for what was said", () => {
  const harbours: IndexedExchange[] = [6, 7, 8, 9, 10].map((conversation) => ({
    userMessage: "We walked to the harbour",
    agentResponse: "Good to know.",
    conversation,
  }));
  const said = {
    userMessage: "We saw a vineyard by the harbour",
    agentResponse: "Noted.",
    conversation: 11,
  };
  const first = (wanted: string, query: string) => {
    const all = [
      ...chats,
      ...harbours,
      said,
      { userMessage: wanted, agentResponse: "OK.", conversation: 12 },
    ];
    return all[order(all, query)[0] ?? 0]?.userMessage;
  };
  test.each([
    ["Always name the price of a vineyard.", "Which vineyard is near the harbour?"],
    ["I prefer a vineyard with rooms", "Can you suggest a vineyard near the harbour?"],
  ])("%s", (wanted, task) => {
    expect(first(wanted, task)).toBe(wanted);
    expect(first(wanted, "Did you suggest a vineyard near the harbour?")).toBe(said.userMessage);
    expect(first(wanted, "Summarize the vineyard and the harbour")).toBe(said.userMessage);
    expect(first(wanted, "Can you list in order the vineyard and the harbour?")).toBe(said.userMessage);
  });
});

test("a summary prefers exchanges whose user names people and places, and other questions do not", () => {
  const agentResponse = "Ask Rosa in Porto, or Jon in Faro, about the kiln.";
  const both = [
    { userMessage: "The kiln from Ben came by train from Braga with Ida", agentResponse, conversation: 8 },
    { userMessage: "The kiln that came by train was heavy, and late again", agentResponse, conversation: 9 },
  ];
  expect(order([...chats, ...both], "Give me a summary of the kiln")[0]).toBe(20);
  expect(order([...chats, ...both], "Did the kiln come?")[0]).toBe(21);
});

test("a summary prefers exchanges that open a session, and other questions do not", () => {
  const turn = (userMessage: string, minute: number): IndexedExchange => ({
    userMessage,
    agentResponse: "Good to know.",
    conversation: 8,
    time: minute * 60_000,
  });
  const firings = (minute: number) =>
    Array.from({ length: 12 }, (_, i) => turn("The glaze needs another firing", minute + i));
  // A pause of hours, after which the same conversation goes on.
  const sessions = [
    ...firings(0),
    turn("The kiln was late again", 199),
    ...firings(200),
    turn("The kiln was late again", 212),
  ];
  const kilns = (query: string) => order([...chats, ...sessions], query).slice(0, 2);
  expect(kilns("Give me a summary of the kiln")).toEqual([32, 45]);
  expect(kilns("Was the kiln late?")).toEqual([45, 32]);
});

test.each(["Last time you listed kilns", "You once explained kilns", "Kilns again, as you gave them to me"])(
  "asks for what was said, and sets no task: %s",
  (query) => expect(readQuery(query).answer.task).toBe(false),
);
test("a question for the user's habits asks for no advice, and one for a way does", () => {
  expect(readQuery("Where do I fire pots?").answer.advice).toBe(false);
  expect(readQuery("How do I fire pots?").answer.advice).toBe(true);
});

describe("the frame of a query", () => {
  test.each([
    ["Can you give me a detailed summary of my garden project across our conversations?", "garden project"],
    [
      "List the order in which I brought up different aspects of my garden. Mention only five items.",
      "List garden",
    ],
    ["Did I tell you about the garden?", "garden"],
    ["I was looking back at our previous chat about the garden", "garden"],
    ["I was wondering if you could remind me of the garden", "garden"],
    ["What have I mentioned about the garden in our previous chats?", "garden"],
  ])("is not searched: %s", (query, words) => {
    expect(readQuery(query).wanted).toEqual(readQuery(words).wanted);
  });
  test("is searched if there is nothing else", () => {
    expect(readQuery("our conversations").wanted).not.toEqual([]);
    expect(readQuery("Can you give me a summary of our conversations?").wanted).not.toEqual([]);
  });
  test("leaves other words as they are", () => {
    expect(withoutFrame("Do I like the order of the garden books?")).toBe(
      "Do I like the order of the garden books?",
    );
  });
});

describe("names that sound alike", () => {
  const both = [
    { userMessage: "Muhhamed: I started pottery lessons", conversation: 8 },
    { userMessage: "Akib: I started pottery lessons", conversation: 9 },
  ];
  test.each(["Did Mohammed start pottery?", "did muhammad start pottery"])(
    "find the speaker: %s",
    (query) => {
      expect(order([...chats, ...both], query)[0]).toBe(20);
    },
  );
  test("share their consonants", () => {
    expect(soundOf("sophie")).toBe(soundOf("sofi"));
    expect(soundOf("mohammed")).toBe(soundOf("muhamad"));
    expect(soundOf("katherine")).not.toBe(soundOf("martin"));
  });
  test("are not guessed from short names, or from other scripts", () => {
    expect(soundOf("ann")).toBeUndefined();
    expect(soundOf("мария")).toBeUndefined();
  });
});
