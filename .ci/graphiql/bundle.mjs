/** Make out/graphiql.js, graphiql.css, LICENSE.txt and VERSION of page.js and the packages installed beside it. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { build } from "esbuild";

const read = (path) => readFileSync(path, "utf8");
const json = (path) => JSON.parse(read(path));

/** Take the fonts out of GraphiQL's style sheet: page.css names the system's. */
const withoutFonts = {
  name: "without fonts",
  setup({ onLoad }) {
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

/** Return the directories of all packages that went into the bundle. */
function packagesOf(inputs) {
  const found = new Set();
  for (const path of inputs) {
    const end = path.lastIndexOf("node_modules/") + "node_modules/".length;
    if (end < "node_modules/".length) continue;
    const [first, second] = path.slice(end).split("/");
    found.add(path.slice(0, end) + (first.startsWith("@") ? `${first}/${second}` : first));
  }
  return [...found].sort();
}

/** Return every package with its licence; packages of the same text stand together above it. */
function licences(directories) {
  const byText = new Map();
  for (const directory of directories) {
    const { name, version, license, author, repository } = json(`${directory}/package.json`);
    if (!license) throw new Error(`${name} declares no licence.`);
    const file = readdirSync(directory).find((each) => /^licen[cs]e/i.test(each));
    const owner = author?.name ?? author ?? repository?.url ?? repository;
    const text = file
      ? read(`${directory}/${file}`).replaceAll("\r\n", "\n").trim()
      : `The package brings no text of its licence; it declares ${license} (${owner}).`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  const head = "graphiql.js and graphiql.css hold parts of these packages, each under its own licence.\n";
  return [head, ...parts].join(`\n${"-".repeat(78)}\n\n`);
}

const version = (name) => json(`node_modules/${name}/package.json`).version;
const { metafile } = await build({
  entryPoints: { graphiql: "page.js" },
  outdir: "out",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  loader: { ".graphql": "text" },
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  banner: {
    js: `/*! GraphiQL ${version("graphiql")} and what it needs; licences in LICENSE.txt */`,
    css: `/*! GraphiQL ${version("graphiql")} and what it needs; licences in LICENSE.txt */`,
  },
  metafile: true,
  plugins: [withoutFonts],
  logLevel: "warning",
});

for (const file of ["out/graphiql.js", "out/graphiql.css"]) {
  for (const unwanted of ["sourceMappingURL", "@font-face", process.cwd()]) {
    if (read(file).includes(unwanted)) throw new Error(`${file} holds ${unwanted}.`);
  }
}

const pinned = Object.keys(json("package.json").devDependencies);
writeFileSync("out/VERSION", pinned.map((name) => `${name} ${version(name)}\n`).join(""));
writeFileSync("out/LICENSE.txt", licences(packagesOf(Object.keys(metafile.inputs))));
