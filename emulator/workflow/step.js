const longestName = 256;
const isName = (name) => name.length <= longestName && !/[\x00-\x1F]/.test(name);

const onlyHas = (o, ...keys) => typeof o === "object" && o !== null && Object.keys(o).every((key) => keys.includes(key));
const isDuration = (v) => (typeof v === "number" && v >= 0) || typeof v === "string";
const isConfig = (config) => {
  if (!onlyHas(config, "retries", "timeout", "sensitive")) return false;
  const { retries, timeout, sensitive } = config;
  if (retries !== undefined) {
    if (!onlyHas(retries, "delay", "limit", "backoff")) return false;
    if (typeof retries.limit !== "number" || !(retries.limit >= 0)) return false;
    if (retries.backoff !== undefined && !["constant", "linear", "exponential"].includes(retries.backoff)) return false;
    if (typeof retries.delay !== "function" && (!isDuration(retries.delay) || Number.isNaN(milliseconds(retries.delay)))) return false;
  }
  if (timeout !== undefined && (!isDuration(timeout) || timeout == 0 || Number.isNaN(milliseconds(timeout)))) return false;
  return sensitive === undefined || sensitive === "output";
};

const defaults = { retries: { limit: 5, delay: 1000, backoff: "exponential" }, timeout: "10 minutes" };
// A delay that is a function is stored as this: the function itself is there again in the next life.
const dynamic = "[dynamic]";
const shown = (config) => {
  const { delay, ...retries } = config.retries;
  return { ...config, retries: delay === dynamic ? retries : { ...retries, delay } };
};

const backoff = { exponential: (n) => 2 ** (n - 1), linear: (n) => n, constant: () => 1 };

/** The delay before the next attempt. A broken function for it ends the step. */
const retryDelay = async (config, given, about, label) => {
  const broken = (why) => named("NonRetryableDelayError", `The delay function for step "${label}" ${why}`);
  let delay = config.retries.delay;
  if (delay === dynamic) {
    try {
      delay = typeof given === "function" ? await given(about) : defaults.retries.delay;
    } catch (error) {
      throw broken(`threw an error: ${error?.message ?? error}`);
    }
  }
  const base = isDuration(delay) ? milliseconds(delay) : NaN;
  if (!Number.isFinite(base) || base < 0) {
    throw broken('returned an invalid delay value (expected a number of ms or a duration string like "30 seconds")');
  }
  return base * (backoff[config.retries.backoff] ?? backoff.constant)(about.ctx.attempt);
};

/** Steps is what run is called with.
 *
 * Unlike on the real runtime, rollback handlers are not called, and a step cannot return a stream. */
class Steps extends RpcTarget {
  #engine;
  #storage;
  #counts = new Map();
  #total = 0;

  constructor(engine, storage) {
    super();
    this.#engine = engine;
    this.#storage = storage;
  }

  #count(what) {
    const n = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, n);
    return n;
  }

  async do(name, ...rest) {
    const [given, callback] = typeof rest[0] === "function" ? [{}, rest[0]] : [rest[0] ?? {}, rest[1]];
    if (typeof callback !== "function") throw fatal(`Step "${name}" requires a callback function`);
    const limit = this.#engine.stepLimit;
    if (++this.#total > limit) {
      throw fatal(`The limit of ${limit} steps has been reached. This limit can be changed in your worker configuration.`);
    }
    if (!isName(name)) throw fatal(`Step name "${name}" exceeds max length (${longestName} chars) or invalid characters found`);
    if (!isConfig(given)) {
      throw fatal(`Step config for "${name}" is in a invalid format. See https://developers.cloudflare.com/workflows/build/sleeping-and-retrying/`);
    }
    const count = this.#count("run-" + name);
    const key = `${await hashOf(name)}-${count}`;
    const before = await this.#storage.get([`${key}-value`, `${key}-error`, `${key}-config`]);
    if (before.has(`${key}-value`)) return before.get(`${key}-value`).value;
    if (before.has(`${key}-error`)) throw before.get(`${key}-error`);
    const delay = given.retries?.delay;
    let config = before.get(`${key}-config`);
    if (config === undefined) {
      const retries = { ...defaults.retries, ...given.retries };
      config = { ...defaults, ...given, retries: typeof delay === "function" ? { ...retries, delay: dynamic } : retries };
      await this.#storage.put(`${key}-config`, config);
    }
    const step = { name, count, key, label: `${name}-${count}`, config, delay, callback };
    let result;
    this.#engine.stepBegins();
    try {
      result = await this.#attempts(step);
    } finally {
      this.#engine.stepEnds();
    }
    await this.#engine.heedPause();
    return result;
  }

  async #attempts(step) {
    const { key, label, config } = step;
    const log = (event, metadata) => this.#engine.log(event, key, label, metadata);
    for (;;) {
      const state = (await this.#storage.get(`${key}-metadata`)) ?? { attemptedCount: 0 };
      if (state.attemptedCount === 0) log(STEP.START, { config: shown(config) });
      else await this.#retryComes(`${key}-${state.attemptedCount}`);
      const attempt = ++state.attemptedCount;
      log(ATTEMPT.START, { attempt });
      await this.#storage.put(`${key}-metadata`, state);
      const context = { step: { name: step.name, count: step.count }, attempt, config: shown(config) };
      try {
        const result = await this.#timed(`${key}-${attempt}`, config, () => step.callback(context));
        await this.#keep(step, attempt, result);
        log(ATTEMPT.SUCCESS, { attempt });
        log(STEP.SUCCESS, { result: config.sensitive === "output" ? "[REDACTED]" : result });
        return result;
      } catch (error) {
        if (isEnd(error)) throw error;
        await this.#failed(step, context, error);
      }
    }
  }

  // timed calls back within the step's time.
  async #timed(hash, config, callback) {
    const limit = milliseconds(config.timeout);
    const { schedule } = this.#engine;
    schedule.add("timeout", hash, Date.now() + limit);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(named("WorkflowTimeoutError", `Execution timed out after ${limit}ms`)), limit);
    });
    try {
      return await Promise.race([callback(), late]);
    } finally {
      clearTimeout(timer);
      schedule.remove("timeout", hash);
    }
  }

  // keep stores the result of a step. One that cannot be stored ends the instance.
  async #keep({ name, key, label }, attempt, value) {
    try {
      await this.#storage.put(`${key}-value`, { value });
    } catch (error) {
      if (error?.name !== "DataCloneError") {
        const tooLarge = error?.message.includes("SQLITE_TOOBIG");
        throw named("WorkflowInternalError", tooLarge ? `Step ${label} output is too large. Maximum allowed size is 1MiB.` : `Storage failure for ${label} due to internal error.`);
      }
      this.#engine.log(ATTEMPT.FAILURE, key, label, { attempt, error: about(fatal(`Value returned from step "${name}" is not serialisable`)) });
      this.#engine.log(STEP.FAILURE, key, label, {});
      await this.#engine.fail(fatal(`The execution of the Workflow instance was terminated, as the step "${name}" returned a value which is not serialisable`));
      await this.#engine.end(reasons.notSerialisable);
      throw new Error(reasons.notSerialisable);
    }
  }

  // failed waits for the time of the next attempt, or throws where there is none.
  async #failed(step, context, error) {
    const { key, label, config } = step;
    const { attempt } = context;
    const hash = `${key}-${attempt}`;
    const log = (event, metadata) => this.#engine.log(event, key, label, metadata);
    if (isNonRetryable(error)) {
      const told = keepsMessages() ? preserved(error) : about(fatal(`Step threw a NonRetryableError with message "${error.message}"`));
      log(ATTEMPT.FAILURE, { attempt, error: told });
      log(STEP.FAILURE, {});
      throw error;
    }
    let final = error;
    let wait;
    if (attempt <= config.retries.limit) {
      try {
        wait = await retryDelay(config, step.delay, { ctx: context, error }, label);
      } catch (broken) {
        final = broken;
      }
    }
    log(ATTEMPT.FAILURE, { attempt, error: { name: error?.name, message: error?.message }, retryDelayMs: wait });
    if (wait === undefined) {
      log(STEP.FAILURE, {});
      await this.#storage.put(`${key}-error`, final);
      throw final;
    }
    this.#engine.schedule.add("retry", hash, Date.now() + wait);
    await this.#retryComes(hash);
  }

  // retryComes waits for the time of a retry, unless that is over.
  async #retryComes(hash) {
    const at = this.#engine.schedule.due("retry", hash);
    if (at === undefined) return;
    this.#engine.stepEnds();
    try {
      await this.#engine.rest(at - Date.now());
    } finally {
      this.#engine.stepBegins();
    }
    this.#engine.schedule.remove("retry", hash);
  }

  async sleep(name, duration) {
    if (typeof duration === "string") duration = milliseconds(duration);
    const count = this.#count("sleep-" + name + duration);
    const key = `${await hashOf(name + duration)}-${count}`;
    const log = (event, metadata) => this.#engine.log(event, key, `${name}-${count}`, metadata);
    if ((await this.#storage.get(`${key}-value`)) === undefined) {
      log(SLEEP.START, { durationMs: duration });
      await this.#storage.put(`${key}-value`, true);
      this.#engine.schedule.add("sleep", key, Date.now() + duration);
    }
    const at = this.#engine.schedule.due("sleep", key);
    if (at !== undefined) await this.#engine.rest(at - Date.now());
    if ((await this.#storage.get(`${key}-log-written`)) === undefined) {
      log(SLEEP.COMPLETE, {});
      await this.#storage.put(`${key}-log-written`, true);
    }
    this.#engine.schedule.remove("sleep", key);
  }

  async sleepUntil(name, timestamp) {
    const at = timestamp instanceof Date ? timestamp.valueOf() : timestamp;
    if (at < Date.now()) throw new Error("You can't sleep until a time in the past, time-traveler");
    return this.sleep(name, at - Date.now());
  }

  async waitForEvent(name, options) {
    const timeout = milliseconds(options.timeout || "24 hours");
    const count = this.#count("waitForEvent-" + name);
    const label = `${name}-${count}`;
    const key = `${await hashOf(label)}-${count}`;
    const log = (event, metadata) => this.#engine.log(event, key, label, metadata);
    const before = await this.#storage.get([`${key}-value`, `${key}-error`, `${key}-pending`]);
    if (before.has(`${key}-value`)) return before.get(`${key}-value`);
    if (before.has(`${key}-error`)) throw before.get(`${key}-error`);
    if (!before.has(`${key}-pending`)) {
      log(WAIT.START, { event: options.type });
      await this.#storage.put(`${key}-pending`, true);
    }
    const timedOut = async () => {
      const error = named("WorkflowTimeoutError", `Execution timed out after ${timeout}ms`);
      log(WAIT.TIMED_OUT, about(error));
      await this.#storage.put(`${key}-error`, error);
      throw error;
    };
    const { schedule } = this.#engine;
    let at = schedule.due("timeout", key);
    if (at === undefined && schedule.isOver("timeout", key)) return timedOut();
    if (at === undefined) schedule.add("timeout", key, (at = Date.now() + timeout));
    const event = await this.#engine.eventOf(options.type, at - Date.now());
    schedule.remove("timeout", key);
    if (event === undefined) return timedOut();
    log(WAIT.COMPLETE, event);
    await this.#storage.put(`${key}-value`, event);
    return event;
  }
}
