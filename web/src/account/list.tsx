import type { ReactNode } from "react";

/** Rows with an action at the end of each. */
export const Rows = ({ children }: { children: ReactNode }) => (
  <ul className="divide-y rounded-xl border bg-card">{children}</ul>
);

export const Row = ({
  title,
  about,
  children,
}: {
  title: ReactNode;
  about?: ReactNode;
  children?: ReactNode;
}) => (
  <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
    <div className="min-w-0 flex-1 basis-48">
      <div className="wrap-anywhere font-medium">{title}</div>
      {about && <div className="text-sm text-dim wrap-anywhere">{about}</div>}
    </div>
    {children && <div className="flex flex-wrap gap-2">{children}</div>}
  </li>
);
