import { Page } from "../ui/page.tsx";

export const ClaimPage = () => <Page title="ClaimPage">…</Page>;
