// node:stream/promises: pipeline() and finished() to await.
// exports: finished pipeline
(function (host, use) {
  "use strict";
  return {
    finished: use("node:internal/streams/end_of_stream").finished,
    pipeline: use("node:internal/streams/pipeline").pipelinePromise,
  };
});
