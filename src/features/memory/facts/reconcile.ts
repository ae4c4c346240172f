import { type FactCandidate, type StoredFact, slotKey, valueKey } from "./fact.ts";

export interface Reconciled {
  insert: FactCandidate[];
  supersede: { factId: string; validTo: Date }[];
  /** Said again: their `saidAt` becomes `at` if that is newer. */
  confirm: string[];
}

/**
 * Compares what an exchange of the time `at` says with what is stored: every version of the facts in the candidates' slots
 * (`slotKey`), forgotten ones left out. Exchanges may arrive in any order: which values are current depends on when they were
 * said alone. A stored fact only ever gets an earlier `validTo` or a later `saidAt`; validities in a slot never overlap.
 */
export function reconcile(
  current: readonly StoredFact[],
  candidates: readonly FactCandidate[],
  at: Date,
): Reconciled {
  const versions: Version[] = current.map((fact) => ({ ...fact }));
  const insert: Version[] = [];
  const supersede = new Map<string, Date>();
  const confirm = new Set<string>();

  // Endings first: who says "I left Acme, I work at Initech now" has not left Initech.
  for (const candidate of candidates.toSorted(
    (a, b) => Number(b.negated ?? false) - Number(a.negated ?? false),
  )) {
    if (settledByPerson(versions, candidate, at)) continue;
    const outcome = place(timelineOf(versions, candidate), candidate, at);
    if (outcome.again) {
      outcome.again.saidAt = later(outcome.again.saidAt, at);
      if (outcome.again.factId) confirm.add(outcome.again.factId);
      continue;
    }
    for (const closed of outcome.closes) {
      closed.validTo = at;
      if (closed.factId) supersede.set(closed.factId, at);
    }
    const version: Version = {
      ...candidate,
      validFrom: at,
      validTo: outcome.validTo,
      saidAt: at,
      correction: null,
    };
    versions.push(version);
    insert.push(version);
  }
  return {
    insert: insert.map(
      ({ saidAt: _, correction: __, factId: ___, ...candidate }) => candidate as FactCandidate,
    ),
    supersede: [...supersede].map(([factId, validTo]) => ({ factId, validTo })),
    confirm: [...confirm],
  };
}

/** A stored fact, or one that this call adds. */
interface Version extends Omit<StoredFact, "factId"> {
  factId?: string;
}

interface Outcome {
  /** The version that says the same of the same time. */
  again?: Version;
  closes: Version[];
  validTo: Date | null;
}

/** A correction stands against all that was said before it, and for good against the value that it took the place of. */
function settledByPerson(versions: Version[], candidate: FactCandidate, at: Date): boolean {
  return versions.some(({ correction, ...version }) => {
    if (!correction || slotKey(version) !== slotKey(candidate)) return false;
    const takenAway = valueKey(correction.insteadOf) === valueKey(candidate.value);
    return (takenAway && !candidate.negated) || (at <= correction.at && competes(version, candidate));
  });
}

const timelineOf = (versions: Version[], candidate: FactCandidate) =>
  versions.filter((version) => slotKey(version) === slotKey(candidate) && competes(version, candidate));

/** Whether the two can not both hold: one value at a time, or likes and dislikes of the same thing. */
function competes(version: Pick<StoredFact, "kind" | "value">, candidate: FactCandidate): boolean {
  return candidate.kind === "single" || valueKey(version.value) === valueKey(candidate.value);
}

/** What an assertion claims within its slot; the slot of likes and dislikes holds both. */
const claimOf = (fact: Pick<StoredFact, "attribute" | "value">) =>
  `${fact.attribute}|${valueKey(fact.value)}`;

function place(timeline: Version[], candidate: FactCandidate, at: Date): Outcome {
  const claim = claimOf(candidate);
  const same = timeline.filter((version) => claimOf(version) === claim);
  const again = same.find(
    (version) =>
      (version.negated ?? false) === (candidate.negated ?? false) &&
      ([version.validFrom, version.saidAt].some((time) => time.getTime() === at.getTime()) ||
        holdsAt(version, at)),
  );
  if (again) return { again, closes: [], validTo: null };
  const claims = timeline.filter((version) => !version.negated);
  if (candidate.negated) {
    const closes = claims.filter(
      (version) => claimOf(version) === claim && holdsAt(version, at) && version.saidAt <= at,
    );
    return { closes, validTo: at };
  }

  const next = claims.filter(({ validFrom }) => validFrom > at).toSorted(byStart)[0];
  const ending = same.filter(({ negated, validFrom }) => negated && validFrom >= at).toSorted(byStart)[0];
  if (next && claimOf(next) === claim && !(ending && ending.validFrom < next.validFrom))
    return { again: next, closes: [], validTo: null };

  const before = claims.filter(
    (version) => version.validFrom.getTime() === at.getTime() || holdsAt(version, at),
  );
  // Said in between two times that something else was said: kept as history without a length.
  const outdone = before.some((version) => outdoes(version, claim, at));
  const ends = [next?.validFrom, ending?.validFrom, candidate.validTo ?? undefined].filter(
    (end) => end !== undefined,
  );
  const validTo = outdone ? at : ends.length > 0 ? later(at, ends.reduce(earlier)) : null;
  return { closes: outdone ? [] : before.filter((version) => holdsAt(version, at)), validTo };
}

const holdsAt = ({ validFrom, validTo }: Version, at: Date) =>
  validFrom <= at && (validTo === null || at < validTo);
const byStart = (a: Version, b: Version) => a.validFrom.getTime() - b.validFrom.getTime();
const later = (a: Date, b: Date) => (a > b ? a : b);
const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** Said later; of two said at the same time, the claim that sorts last, so that the order of arrival decides nothing. */
function outdoes(version: Version, claim: string, at: Date): boolean {
  return version.saidAt > at || (version.saidAt.getTime() === at.getTime() && claimOf(version) > claim);
}
