/**
 * Hindi is written in Devanagari and, by as many people, in Latin letters without rules ("kiraya", "kiraaya"). Both are compared
 * by their consonants. Each script has terms of its own, so that a word in Devanagari does not match others there.
 */
export function skeletonTerms(word: string): { stored: string[]; asked: string[] } {
  if (word.length > lettersMax) return { stored: [], asked: [] };
  const isLatin = /^[a-z]+$/.test(word);
  const found = isLatin ? ofLatin(word) : ofDevanagari(word);
  if (found.replace(/^a/, "").length < consonantsMin) return { stored: [], asked: [] };
  return isLatin
    ? { stored: [`≈l${found}`], asked: [`≈l${found}`, `≈d${found}`] }
    : { stored: [`≈d${found}`], asked: [`≈l${found}`] };
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;
const consonantsMin = 2;

function ofLatin(word: string): string {
  const spelled = word
    .replace(/tion/g, "sn")
    .replace(/ph/g, "p")
    .replace(/ge$/, "j")
    .replace(/ch+|tch/g, "C")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/ck|[cq]/g, "k")
    .replace(/x/g, "ks")
    .replace(/w/g, "v")
    .replace(/z/g, "j")
    .replace(/f/g, "p");
  return once(
    spelled
      .replace(/^[aeiou]+/, "A")
      .replace(/[aeiouhy]/g, "")
      .toLowerCase(),
  );
}

const ofDevanagari = (word: string) =>
  once(
    word
      .normalize("NFKD")
      .replace(/^[अ-औ]/u, "a")
      .replace(/[\u0900-\u097f]/gu, (letter) => CONSONANTS[letter] ?? ""),
  );

const once = (letters: string) => letters.replace(/(.)\1+/g, "$1");

const CONSONANTS: Record<string, string> = Object.fromEntries(
  "k:कख g:गघ c:चछ j:जझ t:टठतथ d:डढदध n:नणङञंँ p:पफ b:बभ m:म r:र l:लळ v:व s:शषस"
    .split(" ")
    .flatMap((group) => [...group.slice(2)].map((letter): [string, string] => [letter, group.slice(0, 1)])),
);
