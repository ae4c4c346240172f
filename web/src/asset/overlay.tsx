import {
  type ErrorComponentProps,
  useNavigate,
  useParams,
  useRouter,
  useSearch,
} from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { useCover } from "../ui/covered.ts";
import { Failed, Skeleton } from "../ui/states.tsx";

const t = texts.asset;
const from = "/app/$organizationId/$libraryId/$assetId";

/** Goes back to the grid, which stayed mounted. */
export function useCloseAsset(): () => void {
  const { organizationId, libraryId } = useParams({ from });
  const search = useSearch({ from });
  const navigate = useNavigate();
  return () =>
    void navigate({
      to: "/app/$organizationId/$libraryId",
      params: { organizationId, libraryId },
      search,
      replace: true,
    });
}

/** The overlay over the grid while an asset is open. With `ownsEscape`, its content handles the Escape key. */
export function AssetOverlay({
  content,
  ownsEscape = false,
  children,
}: {
  content?: RefObject<HTMLDivElement | null>;
  ownsEscape?: boolean;
  children: ReactNode;
}) {
  const close = useCloseAsset();
  const own = useRef<HTMLDivElement>(null);
  const ref = content ?? own;
  useCover();
  // On close, the grid focuses the asset that was open. If it is not in the grid, focus goes to the page.
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body) document.getElementById("content")?.focus();
      });
    },
    [],
  );
  return (
    // Not modal: the covered page is inert, but uploads and notices above the overlay can be used.
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Content
          ref={ref}
          data-asset=""
          aria-describedby={undefined}
          tabIndex={-1}
          className="fixed inset-0 z-30 flex flex-col bg-paper outline-none"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            ref.current?.focus();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => ownsEscape && event.preventDefault()}
        >
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Shown instead of the asset while it loads, or if it is gone or cannot be loaded. */
export function AssetNotice({
  title,
  busy,
  children,
}: {
  title: string;
  busy: boolean;
  children: ReactNode;
}) {
  const close = useCloseAsset();
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-2 border-b px-2">
        <IconButton label={t.close} onClick={close}>
          <ArrowLeft size={19} aria-hidden />
        </IconButton>
        <Dialog.Title className="sr-only">{title}</Dialog.Title>
      </header>
      <div className="grid flex-1 content-center overflow-y-auto" aria-busy={busy}>
        {children}
      </div>
    </>
  );
}

/** The frame of an asset whose page or data is loading. */
export const AssetLoading = () => (
  <AssetNotice title={texts.ui.loading} busy>
    <Skeleton className="m-6 h-[70dvh]" />
  </AssetNotice>
);

/** Shown while the page's code loads. */
export const AssetPending = () => (
  <AssetOverlay>
    <AssetLoading />
  </AssetOverlay>
);

/** Shown over the grid if the page failed, with buttons to retry or close. */
export function AssetFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <AssetOverlay>
      <AssetNotice title={texts.ui.failed} busy={false}>
        <Failed
          error={error as Error}
          onRetry={() => {
            reset();
            void router.invalidate();
          }}
        />
      </AssetNotice>
    </AssetOverlay>
  );
}
