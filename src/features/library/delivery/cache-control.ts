// A year, the longest that caches accept. The bytes at a sized link never change.
const forEver = "public, max-age=31536000, immutable";
// The asset of a full-size link may go to the trash, so browsers ask each time and get a 304. A CDN asks once a minute.
const askEachTime = "public, max-age=0, s-maxage=60, must-revalidate";

// What is private is in no shared cache, and for a while in the browser of who had a link to it.
const privateSize = "private, max-age=300";
const privateFile = "private, max-age=0, must-revalidate";

/** How long caches keep what a permanent link shows. */
export const fileCaching = ({ isPrivate }: { isPrivate: boolean }): string =>
  isPrivate ? privateFile : askEachTime;

/** How long caches keep one of the sizes. `isCurrent`: the link has the picture's version. */
export const sizeCaching = ({ isPrivate }: { isPrivate: boolean }, isCurrent: boolean): string => {
  if (isPrivate) return privateSize;
  return isCurrent ? forEver : askEachTime;
};

/** The same, but no longer than for `seconds`: after that, the link has expired. */
export const noLongerThan = (cacheControl: string, seconds: number): string =>
  cacheControl.replace(
    /(max-age|s-maxage)=(\d+)/g,
    (_, name: string, age: string) => `${name}=${Math.min(Number(age), seconds)}`,
  );
