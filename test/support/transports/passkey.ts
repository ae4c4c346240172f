import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { Browser } from "../browser.ts";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const origin = "http://localhost:3000";

// WebAuthn's flags: user present, user verified, attested credential data included.
const flags = { there: 0x01, proved: 0x04, withCredential: 0x40 };

/** A passkey in software: a P-256 key that answers WebAuthn challenges. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: both ceremonies share one state
export function newPasskey({ verifiesUser = true } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (rpId: string, flag: number, counter: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flag]), count]);
  };
  const credential = (response: Record<string, Buffer>) => ({
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
    response: Object.fromEntries(
      Object.entries(response).map(([name, bytes]) => [name, bytes.toString("base64url")]),
    ),
  });

  const seen = () => flags.there | (passkey.verifiesUser ? flags.proved : 0);

  const passkey = {
    /** Whether it verifies its user. */
    verifiesUser,

    /** Adds the passkey to the signed-in account. */
    async register(browser: Browser) {
      const options = await browser.request("GET", "/api/auth/passkey/generate-register-options");
      if (options.status !== 200) return options;
      const { challenge, rp } = JSON.parse(options.text);
      const { x, y } = publicKey.export({ format: "jwk" }) as { x: string; y: string };
      const cose = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const data = Buffer.concat([
        head(rp.id, seen() | flags.withCredential, 0),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        cose,
      ]);
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from("fmt"),
        Buffer.from([0x64]),
        Buffer.from("none"),
        Buffer.from([0x67]),
        Buffer.from("attStmt"),
        Buffer.from([0xa0, 0x68]),
        Buffer.from("authData"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      const response = credential({
        clientDataJSON: clientData("webauthn.create", challenge),
        attestationObject,
      });
      return browser.post("/api/auth/passkey/verify-registration", { response, name: "Laptop" });
    },

    /** Signs a browser in. */
    async signIn(browser: Browser) {
      const options = await browser.request("GET", "/api/auth/passkey/generate-authenticate-options");
      const { challenge, rpId } = JSON.parse(options.text);
      const authenticatorData = head(rpId, seen(), 1);
      const clientDataJSON = clientData("webauthn.get", challenge);
      const signature = sign(
        "sha256",
        Buffer.concat([authenticatorData, sha256(clientDataJSON)]),
        privateKey,
      );
      const response = credential({ authenticatorData, clientDataJSON, signature });
      return browser.post("/api/auth/passkey/verify-authentication", { response });
    },
  };
  return passkey;
}
