import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.ROOKERY_URL ?? "http://localhost:3000";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: { "react-remove-scroll": fileURLToPath(new URL("src/ui/no-scroll-lock.tsx", import.meta.url)) },
  },
  build: {
    target: "es2023",
    assetsDir: "web",
    // As data addresses, small files would be loaded with every page instead of once.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // For working on the app: `npm run web` beside a running server whose PUBLIC_URL is this address.
  server: { port: 5173, strictPort: true, proxy: { "/api": server, "/cdn": server } },
});
