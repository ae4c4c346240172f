import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { giveKeyboardBack, rememberOpener, whereKeyboardIs } from "./opener.ts";

/** A modal dialog. With `keep`, a click outside does not close it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  wide = false,
  keep = false,
}: {
  open: boolean;
  onClose(): void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
  keep?: boolean;
}) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-shade animate-[appear_120ms]" />
        <Content
          className={classes(
            "fixed z-50 inset-x-3 bottom-3 sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-1/2 sm:-translate-x-1/2 sm:-translate-y-1/2",
            "max-h-[calc(100dvh-1.5rem)] overflow-y-auto rounded-2xl border bg-raised p-6 shadow-lift animate-[appear_120ms]",
            wide ? "sm:w-[44rem]" : "sm:w-[28rem]",
          )}
          {...(keep && { onInteractOutside: (event) => event.preventDefault() })}
          {...(!description && { "aria-describedby": undefined })}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold leading-snug wrap-anywhere">{title}</Radix.Title>
              {description && (
                <Radix.Description asChild>
                  <div className="mt-1 text-dim">{description}</div>
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={texts.ui.close} className="-mr-2 -mt-1">
                <X size={18} aria-hidden />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Returns the focus to the opener. Radix does so only for its own triggers. */
function Content(props: ComponentProps<typeof Radix.Content>) {
  // During the first render, the focus is still on the opener.
  const [from] = useState(whereKeyboardIs);
  return (
    <Radix.Content
      ref={(dialog) => {
        if (dialog) rememberOpener(dialog, from);
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        giveKeyboardBack(from);
      }}
      {...props}
    />
  );
}

/** The sticky footer of a long dialog. */
export const DialogFooter = ({ children }: { children: ReactNode }) => (
  <div className="sticky -bottom-6 -mx-6 -mb-6 mt-6 border-t bg-raised px-6 py-4 [&>:last-child]:mt-0">
    {children}
  </div>
);

/** The buttons of a dialog. The primary one comes last. */
export const DialogButtons = ({ children }: { children: ReactNode }) => (
  <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
);
