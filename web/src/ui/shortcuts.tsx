import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";
import { closeShortcuts } from "./shortcuts-state.ts";

const t = texts.shortcuts;

/** All keyboard shortcuts of the app. */
export const Shortcuts = () => (
  <Dialog open onClose={closeShortcuts} title={t.title} wide>
    <div className="gap-x-10 sm:columns-2">
      {t.groups.map(({ name, keys }) => (
        <section key={name} aria-label={name} className="mb-6 break-inside-avoid">
          <h3 className="mb-2 text-sm font-medium text-dim">{name}</h3>
          <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-2">
            {keys.map(([key, does]) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="rounded-md border bg-card px-2 py-0.5 font-sans text-sm whitespace-nowrap">
                    {key}
                  </kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Dialog>
);
