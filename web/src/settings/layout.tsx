import { Page } from "../ui/page.tsx";

export const SettingsLayout = () => <Page title="SettingsLayout">…</Page>;
