import { type FactCandidate, type StoredFact, slotKey, valueKey } from "./fact.ts";

export interface Reconciled {
  insert: FactCandidate[];
  supersede: { factId: string; validTo: Date }[];
  /** Stated again: their `saidAt` becomes `at` if that is newer. */
  confirm: string[];
}

/**
 * Compares the facts of an exchange at the time `at` with the stored ones that they may change, which `comparedFacts` reads.
 * Exchanges may arrive in any order; the current values depend only on the times of the exchanges. A stored fact only ever gets
 * an earlier `validTo` or a later `saidAt`. Validities in a slot never overlap.
 */
export function reconcile(
  current: readonly StoredFact[],
  candidates: readonly FactCandidate[],
  at: Date,
): Reconciled {
  const versions: Version[] = current.map((fact) => ({ ...fact })).toSorted(inOrder);
  const insert: Version[] = [];
  const supersede = new Map<string, Date>();
  const confirm = new Set<string>();

  // Endings first: "I left Acme, I work at Initech now" must not end Initech.
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
  /** An existing version with the same statement about this time. */
  again?: Version;
  closes: Version[];
  validTo: Date | null;
}

/** A correction overrides every exchange before it, and permanently keeps out the value that it replaced. */
function settledByPerson(versions: Version[], candidate: FactCandidate, at: Date): boolean {
  return versions.some(({ correction, ...version }) => {
    if (!correction || slotKey(version) !== slotKey(candidate)) return false;
    const takenAway = valueKey(correction.insteadOf) === valueKey(candidate.value);
    return (takenAway && !candidate.negated) || (at <= correction.at && competes(version, candidate));
  });
}

const timelineOf = (versions: Version[], candidate: FactCandidate) =>
  versions.filter((version) => slotKey(version) === slotKey(candidate) && competes(version, candidate));

/** Whether the two cannot be true together: single values, or likes and dislikes of the same thing. */
function competes(version: Pick<StoredFact, "kind" | "value">, candidate: FactCandidate): boolean {
  return candidate.kind === "single" || valueKey(version.value) === valueKey(candidate.value);
}

/** Equal for facts that state the same within a slot. Likes and dislikes share a slot and must differ here. */
const claimOf = (fact: Pick<StoredFact, "attribute" | "value">) =>
  `${fact.attribute}|${valueKey(fact.value)}`;

function place(timeline: Version[], candidate: FactCandidate, at: Date): Outcome {
  const claim = claimOf(candidate);
  const same = timeline.filter((version) => claimOf(version) === claim);
  const again = same.find(
    (version) =>
      (version.negated ?? false) === (candidate.negated ?? false) &&
      (isStatedAt(version, at) || holdsAt(version, at)),
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

  const before = claims.filter((version) => isStatedAt(version, at) || holdsAt(version, at));
  // Another value was stated before and after this one: it becomes history with no duration.
  const outranked = before.some((version) => outranks(version, claim, at));
  const ends = [next?.validFrom, ending?.validFrom, candidate.validTo ?? undefined].filter(
    (end) => end !== undefined,
  );
  const validTo = outranked ? at : ends.length > 0 ? later(at, ends.reduce(earlier)) : null;
  return { closes: outranked ? [] : before.filter((version) => holdsAt(version, at)), validTo };
}

const isStatedAt = ({ validFrom, saidAt }: Version, at: Date) =>
  [validFrom, saidAt].some((time) => time.getTime() === at.getTime());
const holdsAt = ({ validFrom, validTo }: Version, at: Date) =>
  validFrom <= at && (validTo === null || at < validTo);
/** A total order, so that of versions from the same moment the same one is found, however they were read. */
function inOrder(a: Version, b: Version): number {
  const [first, second] = [a, b].map(({ validFrom, saidAt, validTo, negated, ...fact }) =>
    [validFrom, saidAt, validTo, negated ?? false, claimOf(fact)].map((part) =>
      part instanceof Date ? part.toISOString() : String(part),
    ),
  );
  return `${first}` < `${second}` ? -1 : `${first}` > `${second}` ? 1 : 0;
}
const byStart = (a: Version, b: Version) => a.validFrom.getTime() - b.validFrom.getTime();
const later = (a: Date, b: Date) => (a > b ? a : b);
const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** Stated later. At the same time the claim that sorts last wins, so that the order of arrival does not matter. */
function outranks(version: Version, claim: string, at: Date): boolean {
  return version.saidAt > at || (version.saidAt.getTime() === at.getTime() && claimOf(version) > claim);
}
