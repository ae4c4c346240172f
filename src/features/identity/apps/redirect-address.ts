/** Whether a redirect address is one address. better-auth takes `*` as a letter, and people would read it as a wildcard. */
export const isOneAddress = (uri: string): boolean => !uri.includes("*");
