import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { Problem } from "./states.tsx";

/** The end of an infinite list: an error, or a button to load more. */
export function ListEnd({
  list: { error, hasNextPage, isFetchingNextPage, fetchNextPage },
  label = texts.ui.showMore,
}: {
  list: {
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage(): unknown;
  };
  label?: string;
}) {
  return (
    <>
      {error && <Problem error={error} />}
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {label}
          </Button>
        </div>
      )}
    </>
  );
}
