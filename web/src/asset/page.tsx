import { Page } from "../ui/page.tsx";

export const AssetPage = () => <Page title="AssetPage">…</Page>;
