/** The Relay compiler, with documents made for it: Relay takes none that are no modules' own. */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";

import { problems } from "./cases.mjs";

const [, contractPath] = process.argv.slice(2);
await writeFile(
  "relay.config.json",
  JSON.stringify({ src: "./relay", schema: "./schema.graphql", language: "typescript", eagerEsModules: true, schemaConfig: {} }),
);
execFileSync("cp", [`${contractPath}/schema.graphql`, "schema.graphql"]);
try {
  execFileSync("node_modules/.bin/relay-compiler", ["relay.config.json"], { stdio: "pipe", encoding: "utf8" });
} catch (error) {
  problems.push(`Relay: ${error.stdout}${error.stderr}`.slice(0, 3000));
}
