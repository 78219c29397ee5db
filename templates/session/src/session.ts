import { DurableObject } from "cloudflare:workers";
import type { Env } from "./index";

/** What is known about a session while it lives. */
export interface SessionInfo {
  user: string;
  createdAt: number;
  expiresAt: number;
  data: Record<string, string>;
}

/**
 * One session: it ends some time after it was last used.
 *
 * The alarm removes it, so nobody has to look for old sessions. An alarm can be a little late, so
 * every read looks at the time as well.
 */
export class Session extends DurableObject<Env> {
  async start(user: string): Promise<SessionInfo> {
    if (this.load()) throw new Error("this session has already started");
    const now = Date.now();
    return this.save({ user, createdAt: now, expiresAt: now, data: {} });
  }

  /** The session, which now lives longer, or null when there is none (any more). */
  async use(): Promise<SessionInfo | null> {
    const info = this.load();
    return info && this.save(info);
  }

  /** Remembers a value for as long as the session lives; false when there is none. */
  async set(key: string, value: string): Promise<boolean> {
    const info = this.load();
    if (!info) return false;
    await this.save({ ...info, data: { ...info.data, [key]: value } });
    return true;
  }

  async end(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    const info = this.load();
    if (!info) return this.end();
    await this.ctx.storage.setAlarm(info.expiresAt);
  }

  private load(): SessionInfo | null {
    const info = this.ctx.storage.kv.get<SessionInfo>("session");
    return info && info.expiresAt > Date.now() ? info : null;
  }

  private async save(info: SessionInfo): Promise<SessionInfo> {
    const extended = { ...info, expiresAt: Date.now() + this.env.SESSION_TTL_SECONDS * 1000 };
    this.ctx.storage.kv.put("session", extended);
    await this.ctx.storage.setAlarm(extended.expiresAt);
    return extended;
  }
}
