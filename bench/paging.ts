import { inTurns } from "./load.ts";
import { type Figure, figure, ms, ratio } from "./report.ts";
import type { Server } from "./server.ts";

const deepPage = 1_000;
const timesFirstMax = 3;

/** How much slower a far page is than the first, asked for one at a time. */
export async function paging({ library, headers }: Server): Promise<Figure[]> {
  const page = (n: number) => ({ url: `${library}/assets?page=${n}`, headers, connections: 1, seconds: 1 });
  const { first, deep } = await inTurns({ first: page(1), deep: page(deepPage) });
  const times = first.perSecond / deep.perSecond;
  const said = `${ratio(times)} page 1 (${ms(1000 / deep.perSecond)} to ${ms(1000 / first.perSecond)})`;
  return [
    figure(`page ${deepPage.toLocaleString("en")} of the list`, said, times, {
      below: timesFirstMax,
      unit: " ×",
    }),
  ];
}
