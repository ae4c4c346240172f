import { latePart } from "../../ui/late-part.tsx";

/** The dialog to move assets. Loaded when it is opened, because few visits need it. */
export const LateMoveDialog = latePart(async () => (await import("./move-dialog.tsx")).MoveDialog);
