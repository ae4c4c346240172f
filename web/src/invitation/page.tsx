import { Page } from "../ui/page.tsx";

export const InvitationPage = () => <Page title="InvitationPage">…</Page>;
