// Schedule is what an instance waits for. Its table only grows: a row adds an entry or removes it.
class Schedule {
  static #kinds = { retry: 0, sleep: 1, timeout: 2 };
  #sql;
  constructor(sql) {
    this.#sql = sql;
  }
  #write(action, kind, hash, at) {
    this.#sql.exec("INSERT OR REPLACE INTO priority_queue (target_timestamp, action, entryType, hash) VALUES (?, ?, ?, ?)", at, action, Schedule.#kinds[kind], hash);
  }
  add(kind, hash, at) {
    this.#write(1, kind, hash, at);
  }
  remove(kind, hash) {
    const at = this.due(kind, hash);
    if (at !== undefined) this.#write(0, kind, hash, at);
  }
  /** due is when the time of an entry comes; undefined where there is none. */
  due(kind, hash) {
    const [last] = this.#sql.exec("SELECT action, target_timestamp AS at FROM priority_queue WHERE entryType = ? AND hash = ? ORDER BY id DESC LIMIT 1", Schedule.#kinds[kind], hash);
    return last?.action === 1 ? last.at : undefined;
  }
  /** isOver tells whether an entry was there and no longer is. */
  isOver(kind, hash) {
    return this.#sql.exec("SELECT 1 FROM priority_queue WHERE entryType = ? AND hash = ? AND action = 0", Schedule.#kinds[kind], hash).toArray().length > 0;
  }
  #entries() {
    const active = new Map();
    for (const { action, entryType, hash, at } of this.#sql.exec("SELECT action, entryType, hash, target_timestamp AS at FROM priority_queue ORDER BY id")) {
      const kind = Object.keys(Schedule.#kinds)[entryType];
      if (action === 1) active.set(kind + hash, { kind, hash, at });
      else active.delete(kind + hash);
    }
    return [...active.values()];
  }
  dropPast() {
    for (const { kind, hash, at } of this.#entries()) if (at <= Date.now()) this.remove(kind, hash);
  }
  /** postpone moves everything, by how long the instance was paused. */
  postpone(ms) {
    const entries = this.#entries();
    this.#sql.exec("DELETE FROM priority_queue");
    for (const { kind, hash, at } of entries) this.add(kind, hash, at + ms);
  }
}
