import { createContext, type ReactNode, useContext } from "react";

/** Whether a page is inside a frame that already is the document's `main`. */
export const InMain = createContext(false);

/** The document's `main`, for pages that may be inside a frame with its own. */
export const Main = ({ children }: { children: ReactNode }) =>
  useContext(InMain) ? children : <main id="content">{children}</main>;
