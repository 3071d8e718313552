// Bundles the editor into api/static/editor, whole or not at all: what was there stays until then.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The licence texts of the packages that a bundle holds, one after the other. */
async function licences(inputs) {
  const folders = Object.keys(inputs).flatMap((path) => {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
    return found ? [join(here, found[0])] : [];
  });
  const parts = [...new Set(folders)].sort().map(async (folder) => {
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = file ? await readFile(join(folder, file), "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(parts)).join(`\n${"-".repeat(72)}\n\n`);
}

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "api", "static", "editor");
const made = join(here, ".building");
await rm(made, { recursive: true, force: true });
await mkdir(made);
try {
  const { metafile } = await build({
    entryPoints: { editor: join(here, "src", "main.js") },
    absWorkingDir: here,
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
  await writeFile(join(made, "licences.txt"), await licences(metafile.inputs));
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  const sizes = Object.values(metafile.outputs).map((one) => one.bytes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${(await readdir(target)).length} files, ${Math.round(total / 1000)} kB`);
} finally {
  await rm(made, { recursive: true, force: true });
}
