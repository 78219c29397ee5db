// node:stream/consumers: all of a stream at once.
// exports: arrayBuffer blob buffer json text
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");

  const chunksOf = async (stream) => {
    const chunks = [];
    const iterator = (stream[Symbol.asyncIterator] ?? stream[Symbol.iterator]).call(stream);
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) chunks.push(step.value);
    return chunks;
  };
  const blob = async (stream) => new Blob(await chunksOf(stream));
  const arrayBuffer = async (stream) => (await blob(stream)).arrayBuffer();
  const text = async (stream) => {
    const decoder = new TextDecoder();
    let all = "";
    for (const chunk of await chunksOf(stream)) all += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    return all + decoder.decode();
  };
  return {
    arrayBuffer, blob, text,
    buffer: async (stream) => Buffer.from(await arrayBuffer(stream)),
    json: async (stream) => JSON.parse(await text(stream)),
  };
});
