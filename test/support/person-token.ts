import { inviteMember } from "../../src/features/identity/members/invitations/operations/invite.ts";
import type { AnyOperation } from "../../src/kernel/operation.ts";
import type { TestApp } from "./app.ts";
import { signedIn } from "./browser.ts";
import { connected, registeredApp } from "./connected-app.ts";
import { operate } from "./operator.ts";

/** The access token of an app that an owner connected, with write access to every library of the organization. */
export async function tokenOfPerson({ app, services }: TestApp, organizationId: string): Promise<string> {
  const email = `person@${organizationId}.example`;
  await operate(services, inviteMember, { organizationId, email, role: "owner" });
  const person = await signedIn(app, services, email);
  const [invitation] = (await person.call("getAccount")).data.invitations;
  await person.call("acceptInvitation", { invitationId: invitation.id });
  const { access_token } = await connected(app, person, await registeredApp(app), {
    organizationId,
    allLibraries: "write",
  });
  return access_token;
}

/** What a call of an operation needs: a key, or for what takes a person, an app that one connected. */
export async function headersFor(
  tested: TestApp,
  { access }: AnyOperation,
  { organizationId, apiKey }: { organizationId: string; apiKey: string },
): Promise<{ authorization: string }> {
  const takesPerson = "person" in access && access.person;
  const token = takesPerson ? await tokenOfPerson(tested, organizationId) : apiKey;
  return { authorization: `Bearer ${token}` };
}
