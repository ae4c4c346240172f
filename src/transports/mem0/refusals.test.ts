import { expect, test } from "vitest";
import { mem0App, said } from "../../../test/support/mem0.ts";

const { app, newClient } = await mem0App();

test("deleteAll deletes nothing when it does not understand a filter", async () => {
  const { client, apiKey } = await newClient();
  await client.add(said("Kept"), { userId: "ada", agentId: "planner" });
  const deleteAll = async (query: string, payload?: object) => {
    const { statusCode, body } = await app.inject({
      method: "DELETE",
      url: `/mem0/v1/memories/?${query}`,
      headers: { authorization: `Token ${apiKey}` },
      ...(payload && { payload }),
    });
    return [statusCode, body];
  };
  const queries = [
    "user_id=ada&metadata=%7B%7D",
    "user_id=ada&runid=x",
    "user_id=ada&agent_id=a&agent_id=b",
    "user_id=ada&run_id=",
    "user_id=ada&run_id=*",
    "user_id=*",
    "agent_id=planner",
  ];
  for (const query of queries) expect(await deleteAll(query)).toEqual([400, expect.any(String)]);
  expect(await deleteAll("user_id=ada", { agent_id: "other" })).toEqual([
    400,
    expect.stringContaining("not in a body"),
  ]);
  expect((await client.getAll({ filters: { user_id: "ada" } })).count).toBe(1);
  expect(await deleteAll("user_id=ada&org_id=o&project_id=p")).toEqual([200, expect.any(String)]);
  expect((await client.getAll({ filters: { user_id: "ada" } })).count).toBe(0);
});

test("a condition that is given twice or outside filters is refused, and a time between two is found", async () => {
  const { client, apiKey } = await newClient();
  await client.add(said("In the trip"), { userId: "ada", runId: "trip", timestamp: 1_767_225_600 });
  const twice = [
    [{ user_id: "ada" }, { user_id: "bob" }],
    [{ user_id: "ada" }, { run_id: "other" }, { run_id: "trip" }],
    [{ user_id: "ada" }, { metadata: { run_id: "other" } }, { run_id: "trip" }],
    [{ user_id: "ada" }, { created_at: { gte: "2027-01-01", gt: "2025-01-01" } }],
  ];
  for (const AND of twice)
    await expect(client.search("trip", { filters: { AND } })).rejects.toThrow("is given twice");
  await expect(
    client.search("trip", { filters: { user_id: "ada", run_id: { eq: "trip", in: ["other"] } } }),
  ).rejects.toThrow("'eq' is not supported");
  const outside = await app.inject({
    method: "POST",
    url: "/mem0/v3/memories/search/",
    headers: { authorization: `Token ${apiKey}` },
    payload: { query: "trip", filters: { user_id: "ada" }, run_id: "other" },
  });
  expect([outside.statusCode, outside.json().message]).toEqual([400, "run_id: belongs in 'filters'."]);
  const between = async (gte: string, lte: string) => {
    const AND = [{ user_id: "ada" }, { created_at: { gte } }, { created_at: { lte } }];
    return (await client.search("trip", { filters: { AND } })).results.length;
  };
  expect(await between("2025-12-31", "2026-01-02")).toBe(1);
  expect(await between("2026-01-02", "2026-01-03")).toBe(0);
});

test("a time in another unit than seconds is refused", async () => {
  const { client } = await newClient();
  for (const timestamp of [1_767_225_600_000, 1_767_225_600_000_000, 1e300])
    await expect(client.add(said("Hi"), { userId: "ada", timestamp })).rejects.toThrow(
      "timestamp: must be at most",
    );
});
