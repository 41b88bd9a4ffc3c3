// Builds every bundle into dist/. `--watch` builds again on change, `--tests` adds the suite that runs inside VS Code.
import { createRequire } from "node:module";
import * as esbuild from "esbuild";

const require = createRequire(import.meta.url);
const flags = new Set(process.argv.slice(2));

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: "none",
  logLevel: "warning",
  platform: "node",
  format: "cjs",
  target: "node20",
  alias: {
    // Its ES modules are a quarter faster than its CommonJS and smaller; esbuild would not choose them for Node.
    yaml: require.resolve("yaml").replace(/dist[\\/]index\.js$/, "browser/dist/index.js"),
    // Its CommonJS hides its parts from a bundler.
    "jsonc-parser": require.resolve("jsonc-parser").replace(/umd(?=[\\/]main\.js$)/, "esm"),
    // Its ES modules ask for `import.meta.url`, which a CommonJS bundle has not.
    fdir: require.resolve("fdir"),
  },
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  { ...shared, entryPoints: ["client/src/extension.ts"], outfile: "dist/extension.cjs", external: ["vscode"] },
  { ...shared, entryPoints: ["server/src/node.ts"], outfile: "dist/server.cjs" },
  { ...shared, entryPoints: ["server/src/cli/main.ts"], outfile: "dist/plumblint.cjs" },
  {
    ...shared,
    entryPoints: ["client/view/pipeline.ts", "client/view/pipeline.css"],
    outdir: "dist",
    platform: "browser",
    format: "iife",
    target: "chrome134",
  },
];
if (flags.has("--tests")) {
  bundles.push({
    ...shared,
    minify: false,
    entryPoints: ["test/vscode/suite.ts"],
    outfile: "dist/test/suite.cjs",
    external: ["vscode"],
  });
}

if (flags.has("--watch")) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: "info" })).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
}
