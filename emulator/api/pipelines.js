// The module cloudflare:pipelines: the class of Workers that change the records of a pipeline.
(function (host, use) {
  "use strict";
  const { WorkerEntrypoint } = use("workers");
  const jsonStream = "json_stream";

  const recordsOf = async (stream) => {
    const text = await new (use("response").Response)(stream).text();
    return text.split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
  };

  class PipelineTransformationEntrypoint extends WorkerEntrypoint {
    #initialized = false;
    async run() {
      throw new Error("should be implemented by parent");
    }
    // The dispatcher of pipelines calls these two.
    async _ping() {
      if (this.run === PipelineTransformationEntrypoint.prototype.run) {
        throw new Error("the run method must be overridden by the PipelineTransformationEntrypoint subclass");
      }
    }
    async _run(batch, metadata) {
      if (this.#initialized) throw new Error("pipeline entrypoint has already been initialized");
      this.#initialized = true;
      if (batch.format !== jsonStream) {
        throw new Error("PipelineTransformationEntrypoint run supports only the JSON_STREAM batch format");
      }
      const records = await this.run(await recordsOf(batch.data), metadata);
      if (!Array.isArray(records)) throw new Error("transformations must return an array of PipelineRecord");
      const data = new (use("encoding").TextEncoder)().encode(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
      const { id, shard, ts } = batch;
      const size = { bytes: data.byteLength, rows: records.length };
      return { id, shard, ts, format: jsonStream, size, data: new (use("response").Response)(data).body };
    }
  }
  Object.defineProperty(PipelineTransformationEntrypoint, "name", { value: "PipelineTransformImpl" });

  return { PipelineTransformationEntrypoint };
});
