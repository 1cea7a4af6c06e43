/**
 * The one place that talks to the CMS. What it sends are the documents of operations/, which this origin serves as
 * files beside the frontend, so that the queries of the contract and of the frontend cannot drift apart.
 */
import config from "../config.js";

/** @import { Operations } from "../../types/index" */

const TIMEOUT = 20_000;
const KEPT_FOR = 60_000;
const KEPT = 40;

/** @type {Map<string, Promise<string>>} */
const documents = new Map();
/** @type {Map<string, { at: number, answer: Promise<any> }>} */
const answers = new Map();

/**
 * The CMS did not answer, or not with data. `code` is the contract's error code, "OFFLINE" without an answer;
 * `argument` is what the error is about, `retryAfter` after how many seconds another try makes sense.
 */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ requestId?: string | null, argument?: string | null, retryAfter?: number | null }} [details]
   */
  constructor(code, message, { requestId = null, argument = null, retryAfter = null } = {}) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.requestId = requestId;
    this.argument = argument;
    this.retryAfter = retryAfter;
  }
}

/** @param {unknown} error */
function asApiError(error) {
  return error instanceof ApiError ? error : new ApiError("OFFLINE", String(error));
}

/** @param {string} operation */
function documentOf(operation) {
  let text = documents.get(operation);
  if (!text) {
    text = fetch(`/operations/${operation}.graphql`).then((response) => {
      if (!response.ok) throw new ApiError("OFFLINE", `operations/${operation}.graphql: HTTP ${response.status}`);
      return response.text();
    });
    documents.set(operation, text);
    text.catch(() => documents.delete(operation));
  }
  return text;
}

/**
 * @param {string} operation
 * @param {Record<string, unknown>} variables
 */
async function send(operation, variables) {
  const query = await documentOf(operation);
  const response = await fetch(config.endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const requestId = response.headers.get("X-Request-ID");
  /** @type {{ data?: any, errors?: { message: string, extensions?: { code?: string, argument?: string, retryAfter?: number } }[] }} */
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new ApiError("INTERNAL", `${operation}: HTTP ${response.status} without JSON`, { requestId });
  }
  const error = answer.errors?.[0];
  if (error || !answer.data) {
    const { code = "INTERNAL", argument, retryAfter } = error?.extensions ?? {};
    throw new ApiError(code, error?.message ?? "No data", { requestId, argument, retryAfter });
  }
  return answer.data;
}

/**
 * The answer to one operation. With `reuse` an answer of the last minute will do: for what stands around every page,
 * and for going back, which is then immediate. A link that is followed always asks anew.
 *
 * @template {keyof Operations} Name
 * @param {Name} operation the file's name without its ending
 * @param {Operations[Name]["variables"]} variables
 * @param {{ reuse?: boolean }} [options]
 * @returns {Promise<Operations[Name]["answer"]>}
 * @throws {ApiError}
 */
export async function ask(operation, variables, { reuse = false } = {}) {
  const all = { ...variables, site: config.site };
  const key = JSON.stringify([operation, all]);
  const kept = answers.get(key);
  if (reuse && kept && Date.now() - kept.at < KEPT_FOR) return kept.answer;

  const answer = send(operation, all).catch((error) => {
    answers.delete(key);
    throw asApiError(error);
  });
  answers.delete(key);
  answers.set(key, { at: Date.now(), answer });
  for (const oldest of answers.keys()) {
    if (answers.size <= KEPT) break;
    answers.delete(oldest);
  }
  return answer;
}

/**
 * The answer to an operation that is sent once and kept nowhere: a mutation, or what is for one visitor's eyes alone.
 *
 * @template {keyof Operations} Name
 * @param {Name} operation
 * @param {Operations[Name]["variables"]} variables
 * @returns {Promise<Operations[Name]["answer"]>}
 * @throws {ApiError}
 */
export async function askOnce(operation, variables) {
  try {
    return await send(operation, variables);
  } catch (error) {
    throw asApiError(error);
  }
}
