import { lazy, Suspense, useEffect, useState } from "react";
import { NewLibrary } from "../shell/new-library.tsx";
import { closePalette, openPalette, usePaletteOpen } from "../shell/palette-state.ts";

const Palette = lazy(() => import("./palette.tsx").then(({ Palette }) => ({ default: Palette })));

/** The command palette of an organization: Ctrl or ⌘ with K, from anywhere in it. Loaded when first asked for. */
export function PaletteMount({ organizationId }: { organizationId: string }) {
  const open = usePaletteOpen();
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
      {open && (
        <Suspense fallback={null}>
          <Palette
            organizationId={organizationId}
            onClose={closePalette}
            onNewLibrary={() => setAddingLibrary(true)}
          />
        </Suspense>
      )}
      <NewLibrary
        organizationId={organizationId}
        open={addingLibrary}
        onClose={() => setAddingLibrary(false)}
      />
    </>
  );
}
