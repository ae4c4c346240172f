import { shared } from "../state/shared.ts";

const open = shared(false);

export const openShortcuts = (): void => open.set(true);
export const closeShortcuts = (): void => open.set(false);
export const useShortcutsOpen = open.use;
