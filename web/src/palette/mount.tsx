import { type ComponentType, useEffect, useState } from "react";
import { offline, Refused } from "../api/call.ts";
import { NewLibrary } from "../organization/create-dialogs.tsx";
import { texts } from "../texts/texts.ts";
import { notifyProblem } from "../ui/toasts.tsx";
import type { PaletteProps } from "./palette.tsx";
import { closePalette, openPalette, usePaletteOpen } from "./palette-state.ts";

/** The command palette of an organization, opened with Ctrl K or ⌘ K. Loaded on first use. */
export function PaletteMount({ organizationId }: { organizationId: string }) {
  const open = usePaletteOpen();
  const Palette = usePalette(open);
  const [addingLibrary, setAddingLibrary] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.repeat) return;
      event.preventDefault();
      openPalette();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      closePalette();
    };
  }, []);
  return (
    <>
      {open && Palette && (
        <Palette
          organizationId={organizationId}
          onClose={closePalette}
          onNewLibrary={() => setAddingLibrary(true)}
        />
      )}
      <NewLibrary
        organizationId={organizationId}
        open={addingLibrary}
        onClose={() => setAddingLibrary(false)}
      />
    </>
  );
}

/** Loads the palette's code when wanted. A failure without a connection must not break the page. */
function usePalette(wanted: boolean): ComponentType<PaletteProps> | undefined {
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>();
  useEffect(() => {
    if (!wanted || Palette) return;
    import("./palette.tsx").then(
      (loaded) => setPalette(() => loaded.Palette),
      () => {
        closePalette();
        notifyProblem(new Refused(offline, texts.palette.notLoaded));
      },
    );
  }, [wanted, Palette]);
  return Palette;
}
