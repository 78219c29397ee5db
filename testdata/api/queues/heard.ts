import { sleep } from "../entry";

// What the consumer has received, and what it does with it: a message tells both in its key.
export interface Heard {
  queue: string;
  attempts: number;
  body: unknown;
}

const waiting = new Map<string, Heard[]>();
let made = 0;

/** key is for the messages of one case. */
export const key = () => `key${++made}`;

/** hear makes handle keep messages with a key, and waits for so many deliveries. */
export async function hear(key: string, wanted: number): Promise<Heard[]> {
  const heard: Heard[] = [];
  waiting.set(key, heard);
  // A promise that another request resolves would count as hung.
  while (heard.length < wanted) await sleep(5);
  return heard;
}

type Act = (batch: any, message: any) => unknown;

const acts: Record<string, Act> = {
  ack: (_, m) => m.ack(),
  retry: (_, m) => m.retry({ delaySeconds: 0 }),
  ackAll: (batch) => batch.ackAll(),
  retryAll: (batch) => batch.retryAll({ delaySeconds: 0 }),
  throw() {
    throw new Error("by the consumer");
  },
};

export const keyOf = (body: any): string | undefined => body?.key ?? (body instanceof Map ? body.get("key") : undefined) ?? bare.get(typeof body);
/** Bare bodies have no room for a key; a case may claim all of a type. */
export const bare = new Map<string, string>();

export async function handle(batch: any) {
  let failed: unknown;
  for (const message of batch.messages) {
    waiting.get(keyOf(message.body) ?? "")?.push({ queue: batch.queue, attempts: message.attempts, body: message.body });
    try {
      if (batch.queue !== "dead") acts[message.body?.act]?.(batch, message);
    } catch (error) {
      failed = error;
    }
  }
  if (failed) throw failed;
}
