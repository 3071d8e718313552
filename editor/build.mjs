// Bundles the editor into api/static/editor, whole or not at all: what was there stays until then.
import { build } from "esbuild";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "api", "static", "editor");
const made = join(here, ".building");
await rm(made, { recursive: true, force: true });
await mkdir(made);
try {
  const { metafile } = await build({
    entryPoints: { editor: join(here, "src", "main.js") },
    outdir: made,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    chunkNames: "[name]-[hash]",
    metafile: true,
    logLevel: "warning",
  });
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  const sizes = Object.values(metafile.outputs).map((one) => one.bytes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${(await readdir(target)).length} files, ${Math.round(total / 1000)} kB`);
} finally {
  await rm(made, { recursive: true, force: true });
}
