// Lets dependency-cruiser find a TypeScript that has a JavaScript API, which version 7 has not.
// Preload it: `node --import ./scripts/typescript-6.mjs …`
import { registerHooks } from "node:module";

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.replace(/^typescript(?=$|\/)/, "typescript-6"), context),
});
