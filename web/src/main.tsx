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

// Files that are missing this soon after loading will not appear.
const startedAnewMs = 10_000;

const queryClient = newQueryClient();
const router = newRouter(queryClient);

// After an update of the server, an open page requests files that no longer exist, so it reloads once. It does not reload
// while the server cannot be reached: that would replace the app by the browser's error page.
window.addEventListener("vite:preloadError", async () => {
  if (performance.now() < startedAnewMs) return;
  if (await serverAnswers()) location.reload();
});

// Refused calls are shown on the page and are not errors of the app.
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
