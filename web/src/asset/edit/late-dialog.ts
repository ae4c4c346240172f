import { latePart } from "../../ui/late-part.tsx";

/** The dialog to edit a picture. Loaded when it is opened, because few visits need it. */
export const LateEditDialog = latePart(async () => (await import("./dialog.tsx")).EditDialog);
