const keyShape = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

export const isKey = (text: string): boolean => keyShape.test(text);

/** Throws unless it can be the key of a blob, so that nothing outside a store is read or deleted. */
export function requireKey(key: string): void {
  if (!isKey(key)) throw new Error(`Not a blob key: ${key}`);
}
