// A year, the longest that caches accept. The bytes at a sized link never change.
export const forEver = "public, max-age=31536000, immutable";
// The asset of a full-size link may go to the trash, so browsers ask each time and get a 304. A CDN asks once a minute.
export const askEachTime = "public, max-age=0, s-maxage=60, must-revalidate";
