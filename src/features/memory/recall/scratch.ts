/** Arrays of zeros for one ranking, as long as asked. */
export interface ScratchArrays {
  /** By exchange. */
  exchanges: Float32Array;
  near: Float32Array;
  squares: Float32Array;
  dates: Float32Array;
  openings: Float32Array;
  reached: Int32Array;
  touched: Int32Array;
  /** By session. */
  sessions: Float64Array;
  within: Float32Array;
  inSessions: Int32Array;
}

/** Returns arrays that are valid until the next call. */
export type Scratch = (exchanges: number, sessions: number) => ScratchArrays;

// Larger ones are not kept: about 8 MB.
const keptMax = 150_000;

/** Arrays that each ranking uses again. New ones of megabytes for each would be most of what the garbage collector clears. */
export function openScratch(): Scratch {
  let kept = newArrays(0, 0);
  return (exchanges, sessions) => {
    if (exchanges > keptMax || sessions > keptMax) return newArrays(exchanges, sessions);
    if (exchanges > kept.exchanges.length || sessions > kept.sessions.length) {
      const grown = (wanted: number, had: number) =>
        Math.max(had, Math.min(keptMax, Math.ceil(wanted * 1.2)));
      kept = newArrays(grown(exchanges, kept.exchanges.length), grown(sessions, kept.sessions.length));
    }
    return {
      exchanges: kept.exchanges.subarray(0, exchanges).fill(0),
      near: kept.near.subarray(0, exchanges).fill(0),
      squares: kept.squares.subarray(0, exchanges).fill(0),
      dates: kept.dates.subarray(0, exchanges),
      openings: kept.openings.subarray(0, exchanges),
      reached: kept.reached.subarray(0, exchanges),
      touched: kept.touched.subarray(0, exchanges),
      sessions: kept.sessions.subarray(0, sessions).fill(0),
      within: kept.within.subarray(0, sessions).fill(0),
      inSessions: kept.inSessions.subarray(0, sessions),
    };
  };
}

const newArrays = (exchanges: number, sessions: number): ScratchArrays => ({
  exchanges: new Float32Array(exchanges),
  near: new Float32Array(exchanges),
  squares: new Float32Array(exchanges),
  dates: new Float32Array(exchanges),
  openings: new Float32Array(exchanges),
  reached: new Int32Array(exchanges),
  touched: new Int32Array(exchanges),
  sessions: new Float64Array(sessions),
  within: new Float32Array(sessions),
  inSessions: new Int32Array(sessions),
});
