// Which way imports go. `npm run check` enforces it, type imports included.

/** From the top: a layer imports those below it, never those above. */
const layers = ["main", "transports", "features", "kernel", "media", "platform"];

/** Which features a feature may import. Every other edge between features is forbidden. */
const featureEdges = {
  identity: [],
  webhooks: ["identity"],
  library: ["identity", "webhooks"],
  memory: ["identity", "webhooks"],
};

/** The web app, from the top: files and folders of a layer import those of layers below, and their own folder. */
const webLayers = [
  ["main.tsx", "router.tsx", "routes"],
  [
    "shell",
    "account",
    "asset",
    "authorize",
    "connect",
    "claim",
    "invitation",
    "library",
    "memory",
    "settings",
    "sign-in",
    "trash",
    "webhooks",
    "welcome",
  ],
  ["palette", "upload", "organization", "keys", "live"],
  ["session"],
  ["ui"],
  ["api"],
  ["texts"],
  ["state", "server"],
];

/** Which folders of its own layer a folder of the web app may import. */
const webEdges = {
  account: ["invitation"],
  asset: ["library"],
  authorize: ["settings", "sign-in"],
  connect: ["settings"],
  trash: ["library"],
  claim: ["sign-in"],
  invitation: ["sign-in"],
  palette: ["upload", "organization"],
};

const oneOf = (names) => `(${names.join("|")})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

export default {
  forbidden: [
    rule("no-circle", "Two files that need each other are one idea, or three.", {}, { circular: true }),
    {
      ...rule(
        "no-folder-circle",
        "Folders that need each other cannot be read one by one.",
        {},
        { circular: true },
      ),
      scope: "folder",
    },
    ...layers
      .slice(1)
      .map((layer, above) =>
        rule(
          `${layer}-imports-down`,
          `${layer} knows nothing of ${layers.slice(0, above + 1).join(", ")}.`,
          { path: `^src/${layer}/` },
          { path: `^src/${oneOf(layers.slice(0, above + 1))}/` },
        ),
      ),
    rule(
      "sql-in-stores",
      "Features keep their SQL in store.ts, or in a folder named store.",
      { path: "^src/features/", pathNot: "/store(\\.ts$|/)" },
      { path: "sql-template-tag" },
    ),
    rule(
      "media-without-platform",
      "Pictures and films need no database and no network.",
      { path: "^src/media/" },
      {
        path: "^src/platform/",
      },
    ),
    ...Object.entries(featureEdges).map(([feature, allowed]) =>
      rule(
        `${feature}-edges`,
        `${feature} may import ${allowed.join(" and ") || "no other feature"}.`,
        { path: `^src/features/${feature}/` },
        { path: "^src/features/", pathNot: `^src/features/${oneOf([feature, ...allowed])}/` },
      ),
    ),
    ...webLayers.slice(1).flatMap((layer, at) =>
      layer.map((name) => {
        const above = webLayers.slice(0, at + 1).flat();
        const beside = layer.filter((one) => one !== name && !webEdges[name]?.includes(one));
        return rule(
          `web-${name}-imports-down`,
          `web/src/${name} may import the layers below it, and beside it ${webEdges[name]?.join(", ") ?? "nothing"}.`,
          { path: `^web/src/${name}(/|$)` },
          { path: `^web/src/${oneOf([...above, ...beside])}(/|$)` },
        );
      }),
    ),
    rule(
      "web-folder-in-a-layer",
      "A new folder of the web app gets a place in `webLayers`.",
      { path: "^web/src/", pathNot: `^web/src/${oneOf(webLayers.flat())}(/|$)` },
      {},
    ),
    rule(
      "types-alone-from-the-server",
      "Nothing of the server gets into the app but types.",
      { path: "^web/src/" },
      {
        path: "^src/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "server-types-in-one-place",
      "The app reads the server's types in web/src/server.",
      { path: "^web/src/", pathNot: "^web/src/server/" },
      { path: "^src/" },
    ),
    rule(
      "no-tests-in-the-product",
      "The product does not know its tests.",
      { path: "^(src|web/src)/" },
      {
        path: "^(test|web/test)/",
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["node_modules", "\\.test\\.tsx?$", "\\.d\\.ts$"] },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js"] },
  },
};
