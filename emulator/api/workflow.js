// The binding of workflows, which calls the engine, and the module cloudflare:workflows.
(function () {
  "use strict";
  class NonRetryableError extends Error {
    constructor(message, name = "NonRetryableError") {
      super(message);
      this.name = name;
    }
  }

  class InstanceImpl {
    constructor(id, binding) {
      this.id = id;
      this.binding = binding;
    }
    async pause() {
      await this.binding.pause(this.id);
    }
    async resume() {
      await this.binding.resume(this.id);
    }
    async terminate(options) {
      await this.binding.terminate(this.id, options);
    }
    async restart(options) {
      await this.binding.restart(this.id, options);
    }
    async delete() {
      await this.binding.deleteInstance(this.id);
    }
    async status() {
      await this.binding.status(this.id);
      return structuredClone(await this.binding.status(this.id));
    }
    async sendEvent(event) {
      await this.binding.sendEvent(this.id, event);
    }
  }

  class WorkflowImpl {
    constructor(binding) {
      this.binding = binding;
    }
    async get(id) {
      await this.binding.status(id);
      return new InstanceImpl(id, this.binding);
    }
    async create(options) {
      const { id } = await this.binding.create(options);
      return new InstanceImpl(id, this.binding);
    }
    async createBatch(batch) {
      const made = (list) => list.map(({ id }) => new InstanceImpl(id, this.binding));
      const result = await this.binding.createBatch(batch);
      return Array.isArray(batch) ? made(result) : { created: made(result.created), errors: result.errors };
    }
    async deleteBatch(ids) {
      return this.binding.deleteBatch(ids);
    }
  }

  return { NonRetryableError, makeWorkflow: (binding) => new WorkflowImpl(binding) };
});
