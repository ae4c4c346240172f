import { shared } from "../state/shared.ts";

const open = shared(false);

export const openPalette = (): void => open.set(true);
export const closePalette = (): void => open.set(false);
export const usePaletteOpen = open.use;
