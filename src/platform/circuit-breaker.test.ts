import { expect, test } from "vitest";
import { testClock } from "../../test/support/clock.ts";
import { CircuitOpen, openCircuitBreaker } from "./circuit-breaker.ts";

const failing = async () => {
  throw new Error("It is down.");
};

function newBreaker() {
  const clock = testClock();
  const breaker = openCircuitBreaker(clock, { failuresMax: 3, restMs: 30_000 });
  const fail = (times: number) =>
    Promise.all(Array.from({ length: times }, () => breaker.run(failing).catch((error: Error) => error)));
  return { clock, breaker, fail };
}

test("a service that failed three times in a row is left alone for half a minute", async () => {
  const { clock, breaker, fail } = newBreaker();
  await fail(3);
  let asked = 0;
  const work = async () => ++asked;
  await expect(breaker.run(work)).rejects.toThrow(CircuitOpen);
  clock.advance(25_000);
  await expect(breaker.run(work)).rejects.toThrow(CircuitOpen);
  clock.advance(5_000);
  expect(await breaker.run(work)).toBe(1);
  expect(await breaker.run(work)).toBe(2);
});

test("after the rest one call tries the service, and others do not wait for it", async () => {
  const { clock, breaker } = newBreaker();
  for (let i = 0; i < 3; i++) await breaker.run(failing).catch(() => {});
  clock.advance(30_000);
  const { promise, resolve } = Promise.withResolvers<string>();
  const trial = breaker.run(() => promise);
  await expect(breaker.run(async () => "asked too")).rejects.toThrow(CircuitOpen);
  resolve("it works again");
  expect(await trial).toBe("it works again");
  expect(await breaker.run(async () => "asked")).toBe("asked");
});

test("a trial that fails starts another rest", async () => {
  const { clock, breaker, fail } = newBreaker();
  await fail(3);
  clock.advance(30_000);
  await fail(1);
  await expect(breaker.run(async () => "asked")).rejects.toThrow(CircuitOpen);
});

test("failures with a success between them do not count together", async () => {
  const { breaker, fail } = newBreaker();
  await fail(2);
  await breaker.run(async () => {});
  await fail(2);
  expect(await breaker.run(async () => "asked")).toBe("asked");
});

test("the last error is known until a call succeeds", async () => {
  const { breaker, fail } = newBreaker();
  expect(breaker.lastError()).toBeUndefined();
  await fail(1);
  expect(breaker.lastError()?.message).toBe("It is down.");
  await breaker.run(async () => {});
  expect(breaker.lastError()).toBeUndefined();
});

test("an input that the service refuses does not stop calls with other inputs", async () => {
  const { clock, breaker, fail } = newBreaker();
  const refusing = () =>
    breaker.run(() => Promise.reject(Object.assign(new Error("Too long."), { isOfInput: true })));
  for (let i = 0; i < 4; i++) await expect(refusing()).rejects.toThrow("Too long.");
  expect(breaker.lastError()?.message).toBe("Too long.");
  expect(await breaker.run(async () => "asked")).toBe("asked");
  await fail(3);
  clock.advance(30_000);
  await expect(refusing()).rejects.toThrow("Too long.");
  expect(await breaker.run(async () => "asked")).toBe("asked");
});

test("a service that refuses a known input too is left alone, and tried with it after the rest", async () => {
  const { clock, breaker } = newBreaker();
  let tried = 0;
  let works = false;
  const refuse = async () => {
    throw Object.assign(new Error("Bad request."), { isOfInput: true });
  };
  const refusing = () =>
    breaker.run(refuse, async () => {
      tried++;
      if (!works) await refuse();
    });
  for (let i = 0; i < 3; i++) await expect(refusing()).rejects.toThrow("Bad request.");
  await expect(refusing()).rejects.toThrow(CircuitOpen);
  clock.advance(30_000);
  await expect(refusing()).rejects.toThrow("Bad request.");
  await expect(refusing()).rejects.toThrow(CircuitOpen);
  works = true;
  clock.advance(30_000);
  await expect(refusing()).rejects.toThrow("Bad request.");
  expect(await breaker.run(async () => "asked")).toBe("asked");
  expect(tried).toBe(3);
});
