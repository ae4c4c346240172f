import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook } from "./button.tsx";
import { Main } from "./main.tsx";
import { Empty, Failed, Skeleton } from "./states.tsx";

/** Shown for unknown URLs. */
export function NotFound() {
  return (
    <Main>
      <Empty
        page
        icon={Compass}
        title={texts.ui.notFoundTitle}
        action={
          <Link to="/" className={buttonLook()}>
            {texts.ui.home}
          </Link>
        }
      >
        {texts.ui.notFound}
      </Empty>
    </Main>
  );
}

const nothingThere = ["RESOURCE_NOT_FOUND", "ORGANIZATION_NOT_FOUND", "LIBRARY_NOT_FOUND"];

/** Shown instead of a page that could not be loaded. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof Refused && nothingThere.includes(error.code)) return <NotFound />;
  return (
    <Main>
      <Failed
        page
        error={error as Error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Main>
  );
}

export const PagePending = () => (
  <Main>
    <div aria-busy="true" role="status" aria-label={texts.ui.loading} className="grid gap-4 p-6">
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-64" />
    </div>
  </Main>
);
