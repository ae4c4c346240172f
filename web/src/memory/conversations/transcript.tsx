import { Link } from "@tanstack/react-router";
import { MessageSquareOff, MessagesSquare } from "lucide-react";
import { Fragment, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { Refused } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { Button, buttonLook } from "../../ui/button.tsx";
import { Empty, Failed, Problem, Skeleton } from "../../ui/states.tsx";
import { dayIn } from "../times.ts";
import { Exchange } from "./exchange.tsx";
import { useFollowNews } from "./follow-news.ts";
import { useKeepPlace } from "./keep-place.ts";
import { useTranscript } from "./read-transcript.ts";

const t = memoryTexts;

/** The exchanges by day, from the end or around the exchange `at`. Scrolling loads more in both directions. */
export function Transcript({
  organizationId,
  userId,
  conversationId,
  at,
}: {
  organizationId: string;
  userId: string;
  conversationId: string;
  at: string | null;
}) {
  const transcript = useTranscript(organizationId, conversationId, at);
  const { data, error, hasPreviousPage, hasNextPage, isFetchingPreviousPage, isFetchingNextPage } =
    transcript;
  const exchanges = data?.pages.flatMap(({ interactions }) => interactions);
  const edges = [exchanges?.at(0), exchanges?.at(-1)].map((one) => one?.interaction_id).join();
  const list = useRef<HTMLOListElement>(null);
  const placed = useRef(false);
  useKeepPlace(list, edges);
  // Sets the first scroll position before the browser paints: the end, or the exchange in the URL.
  useLayoutEffect(() => {
    if (!list.current || placed.current) return;
    placed.current = true;
    const target = at === null ? list.current.lastElementChild : document.getElementById(at);
    target?.scrollIntoView({ block: at === null ? "end" : "center" });
    if (at !== null) target?.querySelector<HTMLElement>("[data-exchange]")?.focus({ preventScroll: true });
  });
  const end = { last: exchanges?.at(-1)?.interaction_id, isWhole: !hasNextPage };
  useFollowNews(list, userId, end, transcript.readAgain);
  if (error && !exchanges) {
    const gone = at !== null && error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
    if (!gone) return <Failed error={error} onRetry={() => transcript.refetch()} />;
    return <Gone {...{ organizationId, userId, conversationId }} />;
  }
  if (!exchanges) return <TranscriptSkeleton />;
  if (exchanges.length === 0) {
    return (
      <Empty icon={MessagesSquare} title={t.emptyConversation}>
        {t.emptyConversationLead}
      </Empty>
    );
  }
  return (
    <>
      <div className="grid min-h-16 place-items-center py-3">
        {hasPreviousPage ? (
          <Further
            label={t.loadEarlier}
            busy={isFetchingPreviousPage}
            failed={transcript.isFetchPreviousPageError}
            onReach={() => transcript.fetchPreviousPage()}
          />
        ) : (
          <p className="text-sm text-dim">{t.beginning}</p>
        )}
      </div>
      <ol ref={list} className="grid gap-5">
        {exchanges.map((exchange, i) => {
          const day = dayIn(exchange.timestamp);
          const before = exchanges[i - 1];
          return (
            <Fragment key={exchange.interaction_id}>
              {(!before || dayIn(before.timestamp) !== day) && (
                <li className="mt-3 text-center text-sm font-medium text-dim">{day}</li>
              )}
              <Exchange
                organizationId={organizationId}
                exchange={exchange}
                named={exchange.interaction_id === at}
              />
            </Fragment>
          );
        })}
      </ol>
      {error && (
        <div className="mt-4 grid justify-items-center gap-3">
          <Problem error={error} />
          <Button onClick={() => transcript.startOver()}>{t.startOver}</Button>
        </div>
      )}
      {hasNextPage && (
        <div className="grid min-h-16 place-items-center py-3">
          <Further
            label={t.loadLater}
            busy={isFetchingNextPage}
            failed={transcript.isFetchNextPageError}
            onReach={() => transcript.fetchNextPage()}
          />
        </div>
      )}
    </>
  );
}

function Gone(params: { organizationId: string; userId: string; conversationId: string }) {
  return (
    <Empty
      icon={MessageSquareOff}
      title={t.goneTitle}
      action={
        <Link
          to="/app/$organizationId/-/memory/$userId/conversations/$conversationId"
          params={params}
          className={buttonLook()}
        >
          {t.wholeConversation}
        </Link>
      }
    >
      {t.gone}
    </Empty>
  );
}

/** Loads the next part when scrolled near, or when pressed. After a failure only when pressed. */
function Further({
  label,
  busy,
  failed,
  onReach,
}: {
  label: string;
  busy: boolean;
  failed: boolean;
  onReach(): void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const reach = useEffectEvent(onReach);
  useEffect(() => {
    if (busy || failed || !place.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && reach(), {
      root: document.getElementById("content"),
      rootMargin: "600px 0px",
    });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [busy, failed]);
  return (
    <div ref={place}>
      <Button small busy={busy} onClick={onReach}>
        {label}
      </Button>
    </div>
  );
}

const TranscriptSkeleton = () => (
  <div className="grid gap-5 pt-8" aria-busy="true">
    {[0, 1, 2, 3].map((row) => (
      <Skeleton key={row} className="h-32" />
    ))}
  </div>
);
