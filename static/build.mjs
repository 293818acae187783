// Build the pages' style sheet, script and fonts into static/dist/ (never committed).
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "node_modules");
const dist = join(here, "dist");
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "fonts"), { recursive: true });

for (const name of ["jcm", "pdf"]) {
  const { css } = compile(join(here, "src", `${name}.scss`), {
    loadPaths: [modules],
    style: "compressed",
    charset: false,
    quietDeps: true,
  });
  writeFileSync(join(dist, `${name}.css`), css);
}

// The font comes in slices by unicode-range: a page loads only the slices of the signs it shows.
const font = join(modules, "@fontsource-variable", "noto-sans-jp");
cpSync(join(font, "files"), join(dist, "fonts"), { recursive: true });
const faces = readFileSync(join(font, "wght.css"), "utf8");
const slices = faces.replaceAll("./files/", "fonts/").replaceAll("Noto Sans JP Variable", "Noto Sans JP");
writeFileSync(join(dist, "fonts.css"), slices.replace(/\/\*.*?\*\//g, "").replace(/\n\s*/g, ""));

buildSync({
  entryPoints: [join(here, "src", "jcm.js")],
  outfile: join(dist, "jcm.js"),
  nodePaths: [modules],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
});
