import { expect, test, vi } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newKey, newOrganization, operate } from "../../../../test/support/operator.ts";
import { openServerProxy } from "../../../../test/support/processes/server-proxy.ts";
import { systemClock } from "../../../platform/clock.ts";
import { openDatabase } from "../../../platform/database/database.ts";
import { openKeyCache } from "./key-cache.ts";
import { deleteKey, grantKey } from "./operations.ts";

const { services, connection } = await testApp();
const organizationId = await newOrganization(services, ["barcelona"]);

test("a change on one node removes the key from another node's cache", async () => {
  const other = openDatabase(connection);
  const keyCache = await openKeyCache(other, systemClock);
  try {
    const { apiKey, id: keyId } = await newKey(services, organizationId, { barcelona: "write" });
    expect((await keyCache.find(apiKey))?.grants.get("barcelona")?.level).toBe("write");
    await operate(services, grantKey, { organizationId, keyId, libraries: { barcelona: "read" } });
    await vi.waitFor(async () =>
      expect((await keyCache.find(apiKey))?.grants.get("barcelona")?.level).toBe("read"),
    );
    await operate(services, deleteKey, { organizationId, keyId });
    await vi.waitFor(async () => expect(await keyCache.find(apiKey)).toBeUndefined(), 10_000);
  } finally {
    await keyCache.close();
    await other.close();
  }
});

test("a cached key costs no query", async () => {
  const other = openDatabase(connection);
  const keyCache = await openKeyCache(other, systemClock);
  try {
    const { apiKey } = await newKey(services, organizationId, {});
    await keyCache.find(apiKey);
    const query = vi.spyOn(other.pool, "query");
    await keyCache.find(apiKey);
    expect(query).not.toHaveBeenCalled();
  } finally {
    await keyCache.close();
    await other.close();
  }
});

test("a node without its listening connection caches nothing until it is back", async () => {
  const proxy = await openServerProxy(connection);
  // Only the listening connection uses the proxy, so queries still work while notifications do not.
  const listening = openDatabase(proxy.connection);
  const reading = openDatabase(connection);
  const keyCache = await openKeyCache({ ...reading, listen: listening.listen }, systemClock);
  try {
    const { apiKey, id: keyId } = await newKey(services, organizationId, {});
    expect(await keyCache.find(apiKey)).toBeDefined();
    proxy.freeze();
    const query = vi.spyOn(reading.pool, "query");
    await vi.waitFor(
      async () => {
        query.mockClear();
        await keyCache.find(apiKey);
        expect(query).toHaveBeenCalled();
      },
      { timeout: 15_000, interval: 100 },
    );
    await operate(services, deleteKey, { organizationId, keyId });
    expect(await keyCache.find(apiKey)).toBeUndefined();
  } finally {
    proxy.thaw();
    await keyCache.close();
    await listening.close();
    await reading.close();
    await proxy.close();
  }
});
