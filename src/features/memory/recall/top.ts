interface Scored {
  ordinal: number;
  score: number;
}

/** The `limit` highest scores, highest first. Of equal scores the one that was added first comes first. */
export class Top {
  readonly found: Scored[] = [];
  /** Only a higher score is among them. */
  bar = Number.NEGATIVE_INFINITY;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Adds a score above `bar`. Few are once `limit` are found, so insertion is cheaper than sorting all. */
  add(ordinal: number, score: number): void {
    this.found.splice(this.placeFor(score), 0, { ordinal, score });
    if (this.found.length > this.limit) this.found.pop();
    if (this.found.length === this.limit) this.bar = this.found.at(-1)?.score ?? this.bar;
  }

  /** After all that are at least as high. */
  private placeFor(score: number): number {
    let [low, high] = [0, this.found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.found[middle]?.score ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
