/** What the CMS has answered to each operation, and a fetch that answers the same: no client may lose any of it. */
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";

import { parse, print, valueFromASTUntyped } from "graphql";

const [casesPath, contractPath] = process.argv.slice(2);

/** @type {{name: string, text: string, variables: object, answer: {data: object}}[]} */
export const cases = JSON.parse(await readFile(casesPath, "utf8"));
export const possibleTypes = JSON.parse(await readFile(`${contractPath}/possibleTypes.json`, "utf8"));
export const keylessTypes = JSON.parse(await readFile(`${contractPath}/keylessTypes.json`, "utf8"));
export const schemaText = await readFile(`${contractPath}/schema.graphql`, "utf8");

/** @type {string[]} */
export const problems = [];

for (const kind of ["warn", "error"]) {
  console[kind] = (...words) => problems.push(`${kind}: ${words.map(String).join(" ").slice(0, 600)}`);
}

export function compare(client, { name }, found, expected) {
  // Some clients answer with objects without a prototype, or frozen ones.
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(found ?? null)), expected)) {
    problems.push(`${client}: ${name} is not what the CMS has answered: ${firstDifference(found, expected)}`);
  }
}

function firstDifference(found, expected, path = "data") {
  if (expected && found && typeof expected === "object" && typeof found === "object") {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const different = firstDifference(found[key], expected[key], `${path}.${key}`);
      if (different) return different;
    }
    return "";
  }
  return isDeepStrictEqual(found, expected) ? "" : `${path}: ${JSON.stringify(found)} for ${JSON.stringify(expected)}`;
}

function defaultsOf(document) {
  const given = document.definitions.flatMap(({ variableDefinitions }) => variableDefinitions ?? []);
  const withDefault = given.filter(({ defaultValue }) => defaultValue);
  return Object.fromEntries(
    withDefault.map(({ variable, defaultValue }) => [variable.name.value, valueFromASTUntyped(defaultValue)]),
  );
}

/** As the endpoint: a document that was changed on its way is none of those that it knows. */
export async function replay(url, { body }) {
  const sent = JSON.parse(body);
  const document = parse(sent.query);
  const text = print(document);
  // Some clients send what a variable is by default.
  const filled = (variables) => ({ ...defaultsOf(document), ...variables });
  const found = cases.find(
    (one) => print(parse(one.text)) === text && isDeepStrictEqual(filled(one.variables), filled(sent.variables)),
  );
  if (!found) problems.push(`an operation was sent that is none of ours: ${sent.query.slice(0, 120)}`);
  return new Response(JSON.stringify(found?.answer ?? { data: null }), {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}

export const isMutation = (text) => /^mutation\b/m.test(text);
