import { ChevronLeft, ChevronRight } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";

const t = texts.trash;

/** Buttons for the previous and next page of a list. */
export const Pager = ({
  page,
  pages,
  onPage,
}: {
  page: number;
  pages: number;
  onPage(page: number): void;
}) => (
  <nav aria-label={t.pages} className="mt-6 flex items-center justify-center gap-3">
    <Button onClick={() => onPage(page - 1)} disabled={page <= 1}>
      <ChevronLeft size={17} aria-hidden />
      {t.previousPage}
    </Button>
    <span className="text-dim tabular-nums">{t.page(page, pages)}</span>
    <Button onClick={() => onPage(page + 1)} disabled={page >= pages}>
      {t.nextPage}
      <ChevronRight size={17} aria-hidden />
    </Button>
  </nav>
);
