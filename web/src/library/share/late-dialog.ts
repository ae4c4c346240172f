import { latePart } from "../../ui/late-part.tsx";

/** The dialog to share files. Loaded when it is opened, because few visits need it. */
export const LateShareDialog = latePart(async () => (await import("./share-dialog.tsx")).ShareDialog);
