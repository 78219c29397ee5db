const isInstanceId = (id) => typeof id === "string" && id.length <= 100 && /^[a-zA-Z0-9_][a-zA-Z0-9-_]*$/.test(id);
const isKnownId = (id) => typeof id === "string" && id.length > 0 && id.length <= 271 && /^[a-zA-Z0-9, */#_-]+$/.test(id);
const [mostDeletions, mostInstances] = [100, 100];

// instancesOf reads the options of a batch that say how many there are, or which.
const instancesOf = (options) => {
  const { count, instances, ...each } = options ?? {};
  if (count === undefined) {
    if (!Array.isArray(instances)) throw refusal("body", "Provided argument is invalid");
    return instances;
  }
  if (!Number.isInteger(count) || count <= 0) throw refusal("body", "count must be a positive integer");
  if (count > mostInstances) throw refusal("body", `batchCreate only supports ${mostInstances} instances at a time`);
  return Array.from({ length: count }, () => each);
};

/** Binding is what the binding of a workflow calls. */
class Binding extends WorkerEntrypoint {
  #engine(id) {
    return this.env.ENGINE.get(this.env.ENGINE.idFromName(id));
  }

  // start lets an instance run; nobody waits for that.
  #start(id, first) {
    this.ctx.waitUntil(this.#engine(id).init(first).catch(() => {}));
  }

  async #exists(id) {
    return this.#engine(id).look().then(() => true, () => false);
  }

  async create(options = {}) {
    const { id } = options;
    if (id !== undefined && !isInstanceId(id)) throw named("WorkflowError", "Workflow instance has invalid id");
    if (id !== undefined && (await this.#exists(id))) {
      throw refusal("instance.already_exists", `Workflow instance with id "${id}" already exists`);
    }
    return this.#make(options);
  }

  #make({ id = crypto.randomUUID(), params = {} }) {
    const now = new Date().toISOString();
    this.#start(id, {
      accountId: 0,
      workflow: {},
      version: {},
      instance: { id, created_on: now, modified_on: now, workflow_id: "", version_id: "", status: QUEUED, started_on: now, ended_on: null },
      event: { timestamp: new Date(), payload: params, instanceId: id, workflowName: this.env.WORKFLOW_NAME },
    });
    return { id };
  }

  /** createBatch leaves out instances that there are. Given an object, it tells which. */
  async createBatch(options) {
    const list = Array.isArray(options);
    const batch = list ? options : instancesOf(options);
    const wrong = (count) => (list ? new Error(`WorkflowError: batchCreate ${count}`) : refusal("body", "Batch size exceeds maximum allowed"));
    if (batch.length === 0) throw wrong("should have at least 1 instance");
    if (batch.length > mostInstances) throw wrong(`only supports ${mostInstances} instances at a time`);
    if (!batch.every(({ id }) => id === undefined || isInstanceId(id))) {
      throw list ? named("WorkflowError", "Workflow instance has invalid id") : refusal("instance.invalid_id", "Instance ID is invalid");
    }
    const [created, errors, seen] = [[], [], new Set()];
    const refuse = (index, id, code, why) => errors.push({ index, id, code, message: `workflows.api.error.instance.${why}` });
    for (const [index, one] of batch.entries()) {
      const { id } = one;
      if (id !== undefined && seen.has(id)) refuse(index, id, 10415, "duplicate_in_batch");
      else if (id !== undefined && (await this.#exists(id))) refuse(index, id, 10405, "already_exists");
      else created.push(this.#make(one));
      seen.add(id);
    }
    return list ? created : { created, errors };
  }

  /** status is also how one asks whether there is an instance. It takes its time, as wrangler's does:
   * an instance that was just made has done its first step by then.
   *
   * Unlike wrangler's, an instance that the end of the server interrupted goes on then. */
  async status(id) {
    // An instance that ends just now breaks the calls that it has not answered.
    const seen = await this.#look(id).catch(() => this.#look(id)).catch(() => {
      throw new Error("instance.not_found");
    });
    if (seen.idle) this.#start(id);
    return seen.status;
  }

  async #look(id) {
    const engine = this.#engine(id);
    await engine.look();
    await engine.look();
    return engine.look();
  }

  // act calls a method that may end the instance's running code, and so itself.
  async #act(id, reason, method, ...args) {
    await this.status(id);
    try {
      await this.#engine(id)[method](...args);
    } catch (error) {
      if (error?.message !== reason) throw error;
    }
  }

  async pause(id) {
    await this.#act(id, reasons.pause, "pause");
  }
  async resume(id) {
    await this.#act(id, undefined, "resume");
    this.#start(id);
  }
  async terminate(id) {
    await this.#act(id, reasons.terminate, "terminate");
  }
  async restart(id, options) {
    await this.#act(id, reasons.restart, "stop", options?.from);
    await this.#engine(id).wipe();
    this.#start(id);
  }
  async sendEvent(id, { type, payload }) {
    await this.#act(id, undefined, "receive", { timestamp: new Date(), payload, type });
    this.#start(id);
  }

  async deleteInstance(id) {
    if (!isKnownId(id)) throw refusal("instance.invalid_id", "Instance ID is invalid");
    try {
      await this.#engine(id).deleteInstance();
    } catch (error) {
      if (error?.message !== reasons.delete) throw error;
    }
  }

  async deleteBatch(ids) {
    if (!Array.isArray(ids)) throw refusal("body", "Provided argument is invalid");
    if (ids.length > mostDeletions) throw refusal("body", `batchDeleteInstances only supports ${mostDeletions} instances at a time`);
    if (ids.length === 0) throw refusal("body", "batchDeleteInstances should have at least 1 instance");
    if (!ids.every(isKnownId)) throw refusal("instance.invalid_id", "Instance ID is invalid");
    const failures = new Map();
    for (const id of new Set(ids)) await this.deleteInstance(id).catch((error) => failures.set(id, error));
    const told = (id) =>
      failures.get(id).message.includes("(instance.not_found)")
        ? { id, code: 10400, message: "workflows.api.error.instance.not_found" }
        : { id, code: 10001, message: "workflows.api.error.internal_server" };
    return { deleted: ids.filter((id) => !failures.has(id)).map((id) => ({ id })), errors: ids.filter((id) => failures.has(id)).map(told) };
  }
}
