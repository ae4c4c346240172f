import type { Profile } from "./config-file.ts";

/** Ends the connection of an app on its server. False if the server could not be told. */
export async function revokeTokens(server: string, { oauth }: Profile): Promise<boolean> {
  if (oauth === undefined) return true;
  const { revoke } = await import("../oauth/refresh.ts");
  return revoke(server, oauth.clientId, oauth.refreshToken ?? oauth.accessToken).then(
    () => true,
    () => false,
  );
}
