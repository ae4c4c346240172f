import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Refused } from "../api/call.ts";
import { texts } from "../texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Empty, Failed, Skeleton } from "../ui/states.tsx";

export function NotFound() {
  return (
    <main id="content">
      <Empty
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
    </main>
  );
}

const nothingThere = ["RESOURCE_NOT_FOUND", "ORGANIZATION_NOT_FOUND", "LIBRARY_NOT_FOUND"];

/** In place of a page that could not be loaded. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof Refused && nothingThere.includes(error.code)) return <NotFound />;
  return (
    <main id="content">
      <Failed
        error={error as Error}
        onRetry={() => {
          reset();
          router.invalidate();
        }}
      />
    </main>
  );
}

export const PagePending = () => (
  <main id="content" aria-busy="true" aria-label={texts.ui.loading} className="grid gap-4 p-6">
    <Skeleton className="h-9 w-56" />
    <Skeleton className="h-64" />
  </main>
);
