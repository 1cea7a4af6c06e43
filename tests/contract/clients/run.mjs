/** `node run.mjs CASES CONTRACT`: prints a JSON list of what went wrong; an empty one is good. */
import { problems } from "./cases.mjs";

for (const client of ["apollo", "urql", "graphql-request", "tada", "relay"]) {
  try {
    await import(`./${client}.mjs`);
  } catch (error) {
    problems.push(`${client}: ${error.stack}`);
  }
}
console.log(JSON.stringify(problems, null, 2));
