/** A line of the conversation. With `to` it is for one person only, and is not kept. */
export interface ChatMessage {
  from: string;
  to?: string;
  text: string;
  at: number;
}

/** What a browser sends. */
export interface Say {
  type: "say";
  text: string;
  to?: string;
}

/** What the room sends. */
export type RoomEvent =
  | { type: "welcome"; you: string; members: string[]; history: ChatMessage[] }
  | { type: "joined" | "left"; name: string; members: string[] }
  | ({ type: "message" } & ChatMessage)
  | { type: "error"; reason: string };

/** Reads what a browser sent, or says in words what is wrong with it. */
export function parseSay(data: string): Say | string {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return "not JSON";
  }
  const { type, text, to } = (value ?? {}) as Partial<Say>;
  if (type !== "say") return "unknown type";
  if (typeof text !== "string" || text.trim() === "") return "text is missing";
  if (text.length > 1000) return "text is longer than 1000 characters";
  if (to !== undefined && typeof to !== "string") return "to must be a name";
  return { type, text, to };
}
