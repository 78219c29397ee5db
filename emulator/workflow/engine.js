const tables = `
  CREATE TABLE IF NOT EXISTS priority_queue (
    id INTEGER PRIMARY KEY NOT NULL,
    created_on TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    target_timestamp INTEGER NOT NULL,
    action INTEGER NOT NULL,
    entryType INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CHECK (action IN (0, 1)),
    UNIQUE (action, entryType, hash)
  );
  CREATE TABLE IF NOT EXISTS states (
    id INTEGER PRIMARY KEY NOT NULL,
    timestamp TIMESTAMP DEFAULT (DATETIME('now','subsec')),
    groupKey TEXT,
    target TEXT,
    metadata TEXT,
    event INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS streaming_step_chunks (
    cache_key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    chunk_index INTEGER NOT NULL,
    chunk BLOB NOT NULL,
    PRIMARY KEY (cache_key, attempt, chunk_index)
  ) WITHOUT ROWID`;

// JSON of bytes would list them; the log only says how many there are.
const withoutBytes = (_, value) => {
  if (value instanceof ArrayBuffer) return `[ArrayBuffer(${value.byteLength} bytes)]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `[${value.constructor.name}(${value.byteLength} bytes)]`;
  return value;
};

const isFinal = (status) => status === ERRORED || status === TERMINATED || status === COMPLETE;

/** Engine is an instance of a workflow. */
class Engine extends DurableObject {
  #storage;
  // current is the running code, as long as it runs.
  #current;
  #steps = 0;
  #pausing = false;
  // paused interrupts what rests; it is another one after each pause.
  #paused = Promise.withResolvers();
  #events = new Map();
  #waiters = new Map();

  constructor(ctx, env) {
    super(ctx, env);
    this.#storage = ctx.storage;
    ctx.storage.sql.exec(tables);
    this.schedule = new Schedule(ctx.storage.sql);
    this.stepLimit = env.STEP_LIMIT ?? 10_000;
  }

  /** init runs the instance, unless it runs or has ended. It returns when that is over for now. */
  async init(first) {
    // Code that a pause ends may not have ended yet when the instance is resumed.
    while (this.#current !== undefined && (await this.#storage.get(STATUS)) === QUEUED) await this.#current;
    if (this.#current !== undefined) return;
    const { promise, resolve } = Promise.withResolvers();
    this.#current = promise;
    try {
      await this.#begin(first);
    } finally {
      this.#current = undefined;
      resolve();
    }
  }

  async #begin(first) {
    this.schedule.dropPast();
    const status = (await this.#storage.get(STATUS)) ?? QUEUED;
    if (isFinal(status) || status === PAUSED) return;
    if (status === WAITING_FOR_PAUSE) return this.#pause();
    let metadata = await this.#storage.get(METADATA);
    if (metadata === undefined) {
      if (first === undefined) return;
      metadata = first;
      await this.#storage.put(METADATA, metadata);
      this.#logStart(metadata);
    }
    await this.#restoreEvents();
    await this.#storage.put(STATUS, RUNNING);
    let result;
    try {
      result = await this.env.USER_WORKFLOW.run(metadata.event, new Steps(this, this.#storage));
    } catch (error) {
      if (!isEnd(error)) await this.#failed(error);
      return;
    }
    this.log(WORKFLOW.SUCCESS, null, null, { result });
    await this.#storage.put(STATUS, COMPLETE);
  }

  #logStart({ event, version }) {
    this.log(WORKFLOW.QUEUED, null, null, { params: event.payload, versionId: version.id, trigger: { source: 0 } });
    this.log(WORKFLOW.START, null, null, {});
  }

  async #failed(error) {
    if (isNonRetryable(error)) {
      const message = "The execution of the Workflow instance was terminated, as a step threw an NonRetryableError and it was not handled";
      await this.fail(keepsMessages() ? preserved(error) : fatal(message));
      return this.end(reasons.nonRetryable);
    }
    await this.fail(error instanceof Error ? error : { name: "Error", message: error });
  }

  /** fail makes the instance an errored one. */
  async fail(error) {
    this.log(WORKFLOW.FAILURE, null, null, { error: about(error) });
    await this.#storage.put(STATUS, ERRORED);
  }

  /** end stops the running code for good. */
  async end(reason) {
    await this.#storage.sync();
    this.ctx.abort(reason);
  }

  log(event, group, target, metadata) {
    this.#storage.sql.exec("INSERT INTO states (event, groupKey, target, metadata) VALUES (?, ?, ?, ?)", event, group, target, JSON.stringify(metadata, withoutBytes));
  }

  /** look is the instance as its user sees it. */
  async look() {
    if ((await this.#storage.get(METADATA)) === undefined) throw new Error("Engine was never started");
    const status = (await this.#storage.get(STATUS)) ?? QUEUED;
    const rows = this.#storage.sql.exec("SELECT event, metadata FROM states ORDER BY id").toArray().map(({ event, metadata }) => ({ event, metadata: JSON.parse(metadata) }));
    const outputs = rows.flatMap(({ event, metadata }) => (event === STEP.SUCCESS ? [metadata.result] : event === WAIT.COMPLETE ? [metadata.payload] : []));
    return {
      idle: this.#current === undefined && !isFinal(status) && status !== PAUSED,
      status: {
        status: statuses[status],
        __LOCAL_DEV_STEP_OUTPUTS: outputs,
        output: rows.find(({ event }) => event === WORKFLOW.SUCCESS)?.metadata.result ?? null,
        error: rows.find(({ event }) => event === WORKFLOW.FAILURE)?.metadata.error,
      },
    };
  }

  async #metadata() {
    const metadata = await this.#storage.get(METADATA);
    if (metadata === undefined) throw refusal("instance.not_found", "Instance does not exist");
    return metadata;
  }

  // --- Pauses

  stepBegins() {
    this.#steps++;
  }
  stepEnds() {
    this.#steps--;
    if (this.#steps === 0 && this.#pausing) this.ctx.waitUntil(this.#pause());
  }

  /** heedPause ends the code that runs, where a pause was asked for. */
  async heedPause() {
    if (this.#steps > 0) return;
    const status = await this.#storage.get(STATUS);
    if (status === WAITING_FOR_PAUSE) await this.#pause();
    if (status === WAITING_FOR_PAUSE || status === PAUSED) throw new Error(reasons.pause);
  }

  /** rest waits, and ends the code that runs if it is paused meanwhile. */
  async rest(ms) {
    let timer;
    const over = new Promise((resolve) => {
      timer = setTimeout(resolve, Math.max(ms, 0));
    });
    await Promise.race([over, this.#paused.promise]);
    clearTimeout(timer);
    const status = await this.#storage.get(STATUS);
    if (status === PAUSED || status === WAITING_FOR_PAUSE) throw new Error(reasons.pause);
  }

  async #pause() {
    this.#pausing = false;
    await this.#storage.put({ [PAUSED_AT]: new Date(), [STATUS]: PAUSED });
    this.#paused.resolve();
  }

  async pause() {
    await this.#metadata();
    const status = (await this.#storage.get(STATUS)) ?? QUEUED;
    if (status !== RUNNING) return;
    await this.#storage.put(STATUS, WAITING_FOR_PAUSE);
    this.#pausing = true;
    if (this.#steps === 0) await this.#pause();
  }

  async resume() {
    await this.#metadata();
    const status = await this.#storage.get(STATUS);
    if (status === WAITING_FOR_PAUSE) {
      this.#pausing = false;
      await this.#storage.put(STATUS, RUNNING);
    }
    if (status !== PAUSED) return;
    const since = await this.#storage.get(PAUSED_AT);
    if (since !== undefined) this.schedule.postpone(Date.now() - since.valueOf());
    await this.#storage.delete(PAUSED_AT);
    await this.#storage.put(STATUS, QUEUED);
    this.#paused = Promise.withResolvers();
    this.#events.clear();
    this.#waiters.clear();
  }

  // --- Ends and restarts

  async terminate() {
    await this.#metadata();
    if (isFinal(await this.#storage.get(STATUS))) {
      throw refusal("instance.cannot_terminate", "Cannot terminate instance since its on a finite state");
    }
    this.log(WORKFLOW.TERMINATED, null, null, { trigger: { source: 0 } });
    await this.#storage.put(STATUS, TERMINATED);
    await this.end(reasons.terminate);
  }

  async deleteInstance() {
    await this.#metadata();
    await this.#storage.deleteAll();
    await this.end(reasons.delete);
  }

  /** stop is the first half of a restart: what runs ends. */
  async stop(from) {
    await this.#metadata();
    if (from) {
      this.#rowsFrom(from);
      await this.#storage.put(RESTART_FROM, from);
    }
    await this.end(reasons.restart);
  }

  /** wipe is the second half: what was done before, or since a step, is forgotten. */
  async wipe() {
    const metadata = await this.#metadata();
    const from = await this.#storage.get(RESTART_FROM);
    await this.#storage.delete([RESTART_FROM, STATUS, PAUSED_AT]);
    if (from) return this.#forget(this.#rowsFrom(from));
    const keys = [...(await this.#storage.list()).keys()].filter((key) => key !== METADATA);
    await this.#delete(keys);
    for (const table of ["states", "priority_queue", "streaming_step_chunks"]) this.#storage.sql.exec(`DELETE FROM ${table}`);
    this.#logStart(metadata);
  }

  // rowsFrom are the rows of a step and of all that came after it.
  #rowsFrom({ name, count, type = "do" }) {
    const event = { do: STEP.START, sleep: SLEEP.START, waitForEvent: WAIT.START }[type];
    const rows = this.#storage.sql.exec("SELECT id, event, groupKey, target FROM states ORDER BY id").toArray();
    const first = rows.findIndex((row) => row.event === event && row.target === `${name}-${count ?? 1}`);
    if (first < 0) throw refusal("instance.cannot_restart", `Step "${name}" not found in execution history`);
    return rows.slice(first);
  }

  async #forget(rows) {
    const starts = [STEP.START, SLEEP.START, WAIT.START];
    const groups = rows.filter(({ event }) => starts.includes(event)).map(({ groupKey }) => groupKey);
    const isOf = (key) => groups.some((group) => key === group || key.startsWith(group + "-"));
    await this.#delete([...(await this.#storage.list()).keys()].filter(isOf));
    for (const { id } of rows) this.#storage.sql.exec("DELETE FROM states WHERE id = ?", id);
    for (const { id, hash } of this.#storage.sql.exec("SELECT id, hash FROM priority_queue").toArray()) {
      if (isOf(hash)) this.#storage.sql.exec("DELETE FROM priority_queue WHERE id = ?", id);
    }
    this.#storage.sql.exec("DELETE FROM states WHERE event IN (?, ?, ?)", WORKFLOW.SUCCESS, WORKFLOW.FAILURE, WORKFLOW.TERMINATED);
  }

  async #delete(keys) {
    for (let n = 0; n < keys.length; n += 128) await this.#storage.delete(keys.slice(n, n + 128));
  }

  // --- Events

  async receive(event) {
    await this.#metadata();
    const waiting = this.#waiters.get(event.type)?.shift();
    if (waiting) return void waiting(event);
    const queue = this.#events.get(event.type) ?? [];
    queue.push(event);
    this.#events.set(event.type, queue);
    await this.#storeEvents();
  }

  /** eventOf is the next event of a type, or undefined when the time is over. */
  async eventOf(type, ms) {
    const kept = this.#events.get(type)?.shift();
    if (kept !== undefined) {
      await this.#storeEvents();
      return kept;
    }
    let arrived = false;
    let event;
    const arrival = new Promise((resolve) => {
      const waiters = this.#waiters.get(type) ?? [];
      waiters.push((e) => {
        [arrived, event] = [true, e];
        resolve();
      });
      this.#waiters.set(type, waiters);
    });
    let timer;
    const late = new Promise((resolve) => {
      // A timer holds 2^31 ms at most.
      timer = setTimeout(resolve, Math.min(Math.max(ms, 0), 2 ** 31 - 1));
    });
    await Promise.race([arrival, late, this.#paused.promise]);
    clearTimeout(timer);
    if (arrived) return event;
    this.#waiters.delete(type);
    const status = await this.#storage.get(STATUS);
    if (status === PAUSED || status === WAITING_FOR_PAUSE) throw new Error(reasons.pause);
  }

  async #storeEvents() {
    await this.#delete([...(await this.#storage.list({ prefix: EVENTS })).keys()]);
    for (const [type, events] of this.#events) {
      for (const [n, event] of events.entries()) await this.#storage.put(`${EVENTS}\n${type}\n${n}`, event);
    }
  }

  async #restoreEvents() {
    this.#events.clear();
    for (const [key, event] of await this.#storage.list({ prefix: EVENTS })) {
      const type = key.split("\n")[1];
      this.#events.set(type, [...(this.#events.get(type) ?? []), event]);
    }
  }
}
