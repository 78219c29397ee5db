import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

const api = (init?: RequestInit) => exports.default.fetch("http://notes.example/api/notes", init);

describe("the API", () => {
  it("keeps notes, the newest first", async () => {
    await api({ method: "POST", body: JSON.stringify({ text: "first" }) });
    const response = await api({ method: "POST", body: JSON.stringify({ text: " second " }) });
    expect(response.status).toBe(201);
    const notes = (await (await api()).json()) as { text: string }[];
    expect(notes.map((note) => note.text)).toEqual(["second", "first"]);
  });

  it("refuses what is no note", async () => {
    for (const body of ["", "{}", '{"text":"  "}', '{"text":1}']) {
      expect((await api({ method: "POST", body })).status).toBe(400);
    }
    expect((await api({ method: "DELETE" })).status).toBe(405);
  });
});

describe("the Notes object", () => {
  it("keeps lists apart", async () => {
    await env.NOTES.getByName("mine").add("a");
    expect(await env.NOTES.getByName("yours").list()).toEqual([]);
  });
});
