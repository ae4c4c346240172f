/** How long an upload address is valid: enough to fetch the file from a slow source, too short to pass the address around. */
export const uploadTokenMinutes = 15;
