import { expect, test } from "vitest";
import { signature } from "../../../src/features/webhooks/deliveries/signature.ts";
import { verifyWebhook } from "../src/index.ts";

const secret = "whsec_4fR2kd83jdLq0PzA";
const at = new Date("2026-11-21T09:20:00.000Z");
const now = at.getTime() / 1000;
const event = {
  id: "evt_1",
  type: "asset.ready",
  created_at: at.toISOString(),
  data: { asset_id: "a", library_id: "ünder" },
};
const body = JSON.stringify(event);
const signed = signature(secret, body, at);
const refused = { code: "INVALID_SIGNATURE" };

test("a webhook that the server signed is returned as its event, from text, bytes and every kind of headers", async () => {
  const bytes = new TextEncoder().encode(body);
  const headers = { "x-rookery-signature": signed };
  for (const given of [body, bytes, bytes.buffer, Buffer.concat([Buffer.from("x"), bytes]).subarray(1)]) {
    expect(await verifyWebhook(given, headers, secret, { now })).toEqual(event);
  }
  for (const given of [new Headers(headers), { "X-Rookery-Signature": [signed] }]) {
    expect(await verifyWebhook(body, given, secret, { now })).toEqual(event);
  }
});

test("a changed body, another secret, a changed time and a broken signature are refused", async () => {
  const verify = (text: string, header: string, key: string | string[] = secret) =>
    verifyWebhook(text, { "x-rookery-signature": header }, key, { now });
  await expect(verify(`${body} `, signed)).rejects.toMatchObject(refused);
  await expect(verify(body, signed, "whsec_other")).rejects.toMatchObject(refused);
  await expect(verify(body, signed, "")).rejects.toMatchObject(refused);
  await expect(verify(body, signed, [])).rejects.toMatchObject(refused);
  await expect(verify(body, signed.replace(/t=\d+/, `t=${now + 1}`))).rejects.toMatchObject(refused);
  await expect(verify(body, signed.slice(0, -2))).rejects.toMatchObject(refused);
  await expect(verify(body, signed.replace("v1", "v0"))).rejects.toMatchObject(refused);
  await expect(verifyWebhook(body, {}, secret, { now })).rejects.toMatchObject(refused);
});

test("a message older than five minutes is refused, or older than the tolerance", async () => {
  const verify = (seconds: number, tolerance?: number) =>
    verifyWebhook(body, { "x-rookery-signature": signed }, secret, {
      now: now + seconds,
      ...(tolerance !== undefined && { tolerance }),
    });
  await verify(300);
  await expect(verify(301)).rejects.toMatchObject(refused);
  await expect(verify(-301)).rejects.toMatchObject(refused);
  await verify(900, 1000);
});

test("while a secret is replaced, messages of the old and of the new one are taken", async () => {
  const both = ["whsec_new", secret];
  for (const key of both) {
    const headers = { "x-rookery-signature": signature(key, body, at) };
    expect(await verifyWebhook(body, headers, both, { now })).toEqual(event);
  }
});
