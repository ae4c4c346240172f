import { fail } from "../../../kernel/failure.ts";

export interface WaitingRoom {
  /** Runs work of an organization that somebody waits for. Throws `SERVICE_UNAVAILABLE` while too much of it waits. */
  run<T>(organizationId: number, work: () => Promise<T>): Promise<T>;
}

interface Places {
  /** For one organization. */
  own: number;
  /** For all of them. Once these are taken, each has an equal share. */
  all: number;
}

// Of however many organizations.
const leastShare = 10;

/**
 * Bounds the renders that visitors wait for. Each organization has places of its own, so that a flood for one of them is
 * refused and its neighbours' links go on working; the queue of decodes lets them take turns.
 */
export function waitingRoom({ own, all }: Places): WaitingRoom {
  const taken = new Map<number, number>();
  let total = 0;

  function hasPlace(mine: number): boolean {
    if (mine >= own) return false;
    const owners = taken.size + (mine === 0 ? 1 : 0);
    return total < all || mine < Math.max(leastShare, Math.floor(all / owners));
  }

  return {
    async run(organizationId, work) {
      const mine = taken.get(organizationId) ?? 0;
      if (!hasPlace(mine)) throw fail.busy();
      taken.set(organizationId, mine + 1);
      total++;
      try {
        return await work();
      } finally {
        total--;
        const left = (taken.get(organizationId) ?? 1) - 1;
        if (left > 0) taken.set(organizationId, left);
        else taken.delete(organizationId);
      }
    },
  };
}
