import { Pool } from "undici";

/** A tenant of the memory API, called over HTTP as an agent calls it. */
export interface Tenant {
  /** `http://host:port` */
  origin: string;
  id: string;
  headers: Record<string, string>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  close(): Promise<void>;
}

const connections = 8;

/** Registers a tenant without retention, since the measured exchanges are years old. */
export async function registerTenant(origin: string, name: string): Promise<Tenant> {
  const pool = new Pool(origin, { connections });
  const headers: Record<string, string> = { "content-type": "application/json" };
  async function post<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await pool.request({
      method: "POST",
      path: `/api/v1${path}`,
      headers,
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`POST ${path} answered ${answer.statusCode}: ${text}`);
    return JSON.parse(text) as Answer;
  }
  const tenant = await post<{ tenant_id: string; api_key: string }>("/tenants", {
    name,
    email: `${name}@example.com`,
    settings: { retention_days: 0, max_conversations_per_user: 100_000 },
  });
  headers.authorization = `Bearer ${tenant.api_key}`;
  return { origin, id: tenant.tenant_id, headers, post, close: () => pool.close() };
}

export async function createUser(tenant: Tenant): Promise<string> {
  return (await tenant.post<{ user_id: string }>("/users", {})).user_id;
}

export async function createConversation(tenant: Tenant, userId: string): Promise<string> {
  const body = { user_id: userId };
  return (await tenant.post<{ conversation_id: string }>("/conversations", body)).conversation_id;
}
