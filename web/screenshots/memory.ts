// What somebody planning a journey said to their agent, and what it answered.
const talks: readonly { title: string; day: string; exchanges: readonly (readonly [string, string])[] }[] = [
  {
    title: "Two weeks in Iceland",
    day: "2026-09-12",
    exchanges: [
      [
        "I'm thinking of Iceland in June. I live in Leipzig and I don't fly, so it has to be the ferry.",
        "Then the ferry from Hirtshals is your way: it leaves on Saturdays in June.",
      ],
      [
        "Saturday works. My sister Nora comes along, she is allergic to nuts.",
        "Noted: Nora comes along, and no nuts.",
      ],
      [
        "We'd rather sleep in huts than in hotels.",
        "There are mountain huts along the Laugavegur, open from mid June.",
      ],
    ],
  },
  {
    title: "Booking the huts",
    day: "2026-10-03",
    exchanges: [
      [
        "I booked the hut at Landmannalaugar for the 21st of June.",
        "Good. Þórsmörk would be four days later at an easy pace.",
      ],
      [
        "My knee hurts on long descents, so keep the days under 15 kilometres.",
        "I'll plan four days, none of them longer than 15 kilometres.",
      ],
      ["Book Þórsmörk for the 25th then.", "Booked: two beds in Þórsmörk on the 25th of June."],
    ],
  },
  {
    title: "What to pack",
    day: "2026-11-02",
    exchanges: [
      [
        "I bought new boots, the old ones leaked in Norway.",
        "Walk them in before June: a few weekends will do.",
      ],
      [
        "I moved to Dresden last week, so start the train plan from there.",
        "From Dresden it is one change in Hamburg.",
      ],
      [
        "My favourite camera is the little Fuji. I'll leave the big one at home.",
        "The Fuji then; two spare batteries will last between the huts.",
      ],
    ],
  },
];

/** Registers a tenant, and has it remember three conversations with one person; answers its claim link. */
export async function fillMemory(url: string, email: string): Promise<{ claimUrl: string; userId: string }> {
  const call = async (path: string, body: object, key?: string) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Record<string, string>;
  };
  const { api_key: key, claim_url: claimUrl } = await call("/tenants", { name: "Travel agent", email });
  const { user_id: userId } = await call(
    "/users",
    { external_ref: "crm-7", display_name: "Ada Winter" },
    key,
  );
  for (const { title, day, exchanges } of talks) {
    const talk = await call("/conversations", { user_id: userId, title }, key);
    for (const [index, [said, answered]] of exchanges.entries()) {
      await call(
        "/memory/ingest",
        {
          user_id: userId,
          conversation_id: talk.conversation_id,
          user_message: said,
          agent_response: answered,
          timestamp: `${day}T18:${10 + index * 4}:00Z`,
        },
        key,
      );
    }
  }
  return { claimUrl: claimUrl as string, userId: userId as string };
}
