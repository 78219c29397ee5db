// node:internal/parse_env: the text of an .env file.
(function () {
  "use strict";
  const isQuote = (char) => char === '"' || char === "'" || char === "`";

  // quoted finds the value that begins with a quote, and where the line ends that it ends in. One
  // that is never closed is the rest of its own line.
  const quoted = (text, start, lineEnd) => {
    const quote = text[start];
    const end = text.indexOf(quote, start + 1);
    if (end < 0) return [lineEnd === start + 1 ? quote : text.slice(start + 1, lineEnd), lineEnd];
    const value = text.slice(start + 1, end);
    const next = text.indexOf("\n", end);
    return [quote === '"' ? value.replaceAll("\\n", "\n") : value, next < 0 ? text.length : next];
  };

  function parseEnv(text) {
    const found = {};
    for (let at = 0; at < text.length; ) {
      let end = text.indexOf("\n", at);
      if (end < 0) end = text.length;
      const line = text.slice(at, end);
      const [, name] = /^\s*(?!#)(?:export )?([^=]*)=/.exec(line) ?? [];
      if (name?.trim()) {
        const start = at + line.indexOf("=") + 1;
        const value = line.slice(line.indexOf("=") + 1);
        const skipped = value.length - value.trimStart().length;
        if (isQuote(value[skipped])) [found[name.trim()], end] = quoted(text, start + skipped, end);
        else found[name.trim()] = value.replace(/#.*/s, "").trim();
      }
      at = end + 1;
    }
    return found;
  }
  return { parseEnv };
});
