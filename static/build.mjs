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

// The fonts come in slices by unicode-range: a page loads only the slices of the signs it shows. Of each but the first
// only the slices of its own scripts are taken: Latin stands in Noto Sans JP.
const fonts = join(modules, "@fontsource-variable");
const taken = {
  "noto-sans-jp": /./,
  "noto-sans": /noto-sans-(?:latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-wght-normal/,
  "noto-emoji": /./,
};
const scripts = [
  "arabic", "bengali", "devanagari", "ethiopic", "georgian", "khmer", "lao", "myanmar", "sinhala", "tamil", "thaana", "thai",
];
for (const script of scripts) taken[`noto-sans-${script}`] = new RegExp(`-${script}-wght-normal`);
const slices = Object.entries(taken).flatMap(([name, wanted]) => {
  const faces = readFileSync(join(fonts, name, "wght.css"), "utf8").match(/@font-face \{[^}]*\}/g);
  return faces.filter((face) => wanted.test(face)).map((face) => {
    const [, file] = face.match(/\.\/files\/([\w.-]+)/);
    cpSync(join(fonts, name, "files", file), join(dist, "fonts", file));
    return face.replaceAll("./files/", "fonts/").replace(/font-family: '[^']*'/, "font-family: 'Noto Sans JP'");
  });
});
writeFileSync(join(dist, "fonts.css"), slices.join("").replace(/\n\s*/g, ""));

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
