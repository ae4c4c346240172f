import { Page } from "../ui/page.tsx";

export const LibraryPage = () => <Page title="LibraryPage">…</Page>;
