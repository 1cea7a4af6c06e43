/** gql.tada: each answer must fit the type that it derives of the operation's text (TypeScript 5). */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";

import { cases, problems } from "./cases.mjs";

const [, contractPath] = process.argv.slice(2);
const directory = "tada";
await mkdir(directory, { recursive: true });
await writeFile(
  `${directory}/tsconfig.json`,
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2023",
      plugins: [{ name: "gql.tada/ts-plugin", schema: `${contractPath}/schema.graphql`, tadaOutputLocation: "./graphql-env.d.ts" }],
    },
    include: ["*.ts"],
  }),
);
const lines = [
  'import { initGraphQLTada, type ResultOf, type VariablesOf } from "gql.tada";',
  'import type { introspection } from "./graphql-env.d.ts";',
  "type Scalars = { HTML: string; Date: string; DateTime: string; RichTextDocument: unknown };",
  "const graphql = initGraphQLTada<{ introspection: introspection; scalars: Scalars; disableMasking: true }>();",
];
// The first answer to each: to hold all of them against the type of `route` takes minutes.
const firsts = [...new Map(cases.toReversed().map((one) => [one.text, one])).values()];
firsts.forEach((one, number) => {
  lines.push(`const document${number} = graphql(\`${one.text}\`);`);
  lines.push(`(null! as VariablesOf<typeof document${number}>) satisfies object;`);
  lines.push(`(${JSON.stringify(one.answer.data)}) satisfies ResultOf<typeof document${number}>;`);
});
// A name that no operation has must be an error: otherwise nothing is checked above.
lines.push("// @ts-expect-error", "(null! as ResultOf<typeof document0>).noSuchField;");
await writeFile(`${directory}/operations.ts`, `${lines.join("\n")}\n`);
for (const command of [
  ["node_modules/.bin/gql.tada", "generate-output", "--tsconfig", `${directory}/tsconfig.json`],
  ["node_modules/.bin/tsc", "--project", `${directory}/tsconfig.json`],
]) {
  try {
    execFileSync(command[0], command.slice(1), { stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    problems.push(`gql.tada: ${error.stdout}${error.stderr}`.slice(0, 3000));
    break;
  }
}
