import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Reseal } from "../../../kernel/reseal.ts";
import { authSecret } from "../auth-secret.ts";
import { clientSecrets, dropRotationReplays, replaceClientSecret } from "./store.ts";

/** Secrets of confidential OAuth clients, which better-auth encrypts. */
export const resealClients: Reseal = async (tx, { from, to }) => {
  const clients = await clientSecrets(tx);
  for (const { id, secret } of clients) {
    const data = await symmetricDecrypt({ key: authSecret(from), data: secret });
    await replaceClientSecret(tx, id, await symmetricEncrypt({ key: authSecret(to), data }));
  }
  // For seconds after a refresh token was used, its answer can be had again. It cannot be read any more.
  await dropRotationReplays(tx);
  return clients.length;
};
