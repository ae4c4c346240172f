import { createContext, type ReactNode, useContext } from "react";

/** Whether a page stands in a frame that is the document's `main` already. */
export const InMain = createContext(false);

/** The document's main part, for what may stand alone or in a frame. */
export const Main = ({ children }: { children: ReactNode }) =>
  useContext(InMain) ? children : <main id="content">{children}</main>;
