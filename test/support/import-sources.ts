const talk = [
  ["user", "I live in Lisbon."],
  ["assistant", "Lovely!"],
  ["user", "With a piano."],
] as const;

/** One conversation as each system writes it. */
export const importSources: [format: string, record: object][] = [
  [
    "chatgpt",
    {
      id: "c1",
      title: "Moving",
      create_time: 1_767_225_600,
      current_node: "n3",
      mapping: Object.fromEntries([
        ["n0", { id: "n0", parent: null, message: null }],
        ...talk.map(([role, text], i) => [
          `n${i + 1}`,
          {
            id: `n${i + 1}`,
            parent: `n${i}`,
            message: {
              id: `m${i}`,
              author: { role },
              create_time: 1_767_225_600 + i,
              content: { content_type: "text", parts: [text] },
            },
          },
        ]),
        // A branch that was not shown.
        [
          "x",
          {
            id: "x",
            parent: "n0",
            message: { id: "x", author: { role: "user" }, content: { parts: ["No"] } },
          },
        ],
      ]),
    },
  ],
  [
    "zep",
    {
      thread_id: "t1",
      messages: talk.map(([role, content], i) => ({
        uuid: `m${i}`,
        role,
        content,
        created_at: "2026-01-01T00:00:00Z",
      })),
    },
  ],
  [
    "letta",
    {
      agents: [
        {
          id: "agent-0",
          name: "Friend",
          messages: [
            { id: "s", role: "system", content: "Be kind." },
            ...talk.map(([role, text], i) => ({
              id: `m${i}`,
              role,
              content: [{ type: "text", text }],
              created_at: "2026-01-01T00:00:00+00:00",
            })),
          ],
        },
      ],
      blocks: [],
    },
  ],
];
