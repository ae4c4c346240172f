import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { Refused } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { useTitle } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { ClosedMemory } from "../closed-memory.tsx";
import { titleOf } from "../names.ts";
import { NotRemembered } from "../not-remembered.tsx";
import { useIsClosed } from "../tenant.ts";
import { ConversationHeader } from "./conversation-header.tsx";
import { Transcript } from "./transcript.tsx";

const t = memoryTexts;

/** A conversation, oldest first. Scrolls to the exchange in the URL's hash. */
export function ConversationPage() {
  const { organizationId, userId, conversationId } = useParams({
    from: "/app/$organizationId/-/memory/$userId/conversations/$conversationId",
  });
  const { hash } = useLocation();
  // While navigating away, the hash already belongs to the next page.
  const at = hash.startsWith("int_") ? hash : null;
  const closed = useIsClosed(organizationId);
  const conversation = useQuery(
    asking("getConversation", { conversation_id: conversationId }, organizationId),
  );
  useTitle(conversation.data ? titleOf(conversation.data) : t.untitled);
  const { data, error } = conversation;
  const missing = error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
  if (missing || (data && data.user_id !== userId)) return <NotRemembered organizationId={organizationId} />;
  if (error && !data) return <Failed error={error} onRetry={() => conversation.refetch()} />;
  return (
    <>
      {data ? (
        <ConversationHeader organizationId={organizationId} conversation={data} />
      ) : (
        <Skeleton className="h-24 rounded-none" />
      )}
      <div className="mx-auto w-full max-w-3xl px-4 pb-10 sm:px-8">
        {closed && <ClosedMemory />}
        {closed === false && (
          <Transcript
            key={`${conversationId} ${at}`}
            organizationId={organizationId}
            userId={userId}
            conversationId={conversationId}
            at={at}
          />
        )}
      </div>
    </>
  );
}
