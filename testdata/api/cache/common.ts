// What the cases share.
import { describe } from "../entry";

declare const caches: any;
export const cache = caches.default;

let made = 0;

/** fresh is a URL that nothing is stored under. */
export const fresh = (): string => `http://cache.test/${++made}/${crypto.randomUUID()}`;

export const cached = (body: BodyInit | null = "body", headers: Record<string, string> = {}, status = 200) =>
  new Response(body, { status, headers: { "cache-control": "max-age=100", ...headers } });

/** seen is all that can be seen of a response, but the date. */
export async function seen(response: Response | undefined): Promise<unknown> {
  if (response === undefined) return undefined;
  const headers = [...response.headers].map(([name, value]) => [name, name === "date" ? !Number.isNaN(Date.parse(value)) : value]);
  const { status, statusText, url, redirected, type } = response;
  return { status, statusText, headers, url, redirected, type, hasBody: response.body !== null, text: await response.text() };
}

/** stored puts a response and says what can be seen of it later. */
export async function stored(response: Response, request: RequestInit = {}, match: RequestInit = {}): Promise<unknown> {
  const url = fresh();
  const put = describe(await cache.put(new Request(url, request), response));
  return [put, await seen(await cache.match(new Request(url, match)))];
}
