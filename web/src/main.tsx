import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "./api/call.ts";
import { serverAnswers } from "./api/connection.ts";
import { newQueryClient } from "./api/queries.ts";
import { newRouter } from "./router.tsx";
import "./style.css";
import { KeysEverywhere } from "./ui/everywhere.tsx";
import { Toasts } from "./ui/toasts.tsx";

// Files that are missing so soon after loading are missing for good.
const startedAnewMs = 10_000;

const queryClient = newQueryClient();
const router = newRouter(queryClient);

// After an update of the server, a page that was open before asks for files that are gone: it starts anew, once. While the
// server is out of reach, that would leave the browser's own page instead of ours, which can be tried again.
window.addEventListener("vite:preloadError", async () => {
  if (performance.now() < startedAnewMs) return;
  if (await serverAnswers()) location.reload();
});

// What the server refuses is shown on the page; it is no fault of the app.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof Refused)) console.error(error);
};

createRoot(document.getElementById("app") as HTMLElement, { onCaughtError }).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toasts />
      <KeysEverywhere />
    </QueryClientProvider>
  </StrictMode>,
);
