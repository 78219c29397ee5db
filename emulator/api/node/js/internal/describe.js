// node:internal/describe: values as the messages of errors show them.
(function (host, use) {
  "use strict";

  const inspectShort = (value, limit = 0) => {
    const text = use("node:internal/inspect").inspect(value);
    return limit > 0 && text.length > limit ? text.slice(0, limit) + "..." : text;
  };

  // describeType is the end of a sentence about a value of a wrong type.
  const describeType = (value) => {
    if (value === null || value === undefined) return ` Received ${value}`;
    if (typeof value === "function" && value.name) return ` Received function ${value.name}`;
    if (typeof value === "object") {
      if (value.constructor?.name) return ` Received an instance of ${value.constructor.name}`;
      return ` Received ${use("node:internal/inspect").inspect(value, { depth: -1 })}`;
    }
    let text = use("node:internal/inspect").inspect(value);
    if (text.length > 28) text = text.slice(0, 25) + "...";
    return ` Received type ${typeof value} (${text})`;
  };

  return { describeType, inspectShort };
});
