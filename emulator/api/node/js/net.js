// node:net: TCP, over cloudflare:sockets.
// exports: BlockList Server Socket SocketAddress Stream _normalizeArgs connect createConnection createServer
// exports: getDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout isIP isIPv4 isIPv6 setDefaultAutoSelectFamily
// exports: setDefaultAutoSelectFamilyAttemptTimeout
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateInt32 } = use("node:internal/validators");
  const { isIP, isIPv4, isIPv6, SocketAddress } = use("node:internal/net/addresses");
  const { BlockList } = use("node:internal/net/block_list");
  const { normalizeArgs } = use("node:internal/net/connect_arguments");
  const { Socket } = use("node:internal/net/socket");

  function connect(...args) {
    const normal = normalizeArgs(args);
    const [options] = normal;
    const socket = new Socket(options);
    if (options.timeout) socket.setTimeout(options.timeout);
    return socket.destroyed ? socket : socket.connect(normal);
  }
  function Server() {
    throw new Error("Server is not implemented");
  }
  let attemptTimeout = 10;
  return {
    BlockList, SocketAddress, Stream: Socket, Server, Socket, connect, createConnection: connect,
    createServer() {
      throw new Error("createServer() is not implemented");
    },
    getDefaultAutoSelectFamily: () => false,
    setDefaultAutoSelectFamily(value) {
      if (value) throw new ERR_INVALID_ARG_VALUE("val", value);
    },
    getDefaultAutoSelectFamilyAttemptTimeout: () => attemptTimeout,
    setDefaultAutoSelectFamilyAttemptTimeout(value) {
      validateInt32(value, "val", 1);
      attemptTimeout = Math.max(value, 10);
    },
    isIP, isIPv4, isIPv6, _normalizeArgs: normalizeArgs,
  };
});
