// node:dgram: sockets of UDP, which do nothing.
// flag: enable_nodejs_dgram_module
// exports: Socket createSocket
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { validateFunction, validateObject } = use("node:internal/validators");

  function Socket(type, callback) {
    EventEmitter.call(this);
    if (typeof type === "string") type = { type };
    validateObject(type, "type");
    if (callback !== undefined) validateFunction(callback, "callback");
    return this;
  }
  Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
  Object.setPrototypeOf(Socket, EventEmitter);

  const give = (names, value) => {
    for (const name of names.split(" ")) Socket.prototype[name] = value;
  };
  give("bind close ref unref", function () {
    return this;
  });
  give("connect disconnect sendto send setBroadcast setTTL setMulticastTTL setMulticastLoopback setMulticastInterface", function () {});
  give("addMembership dropMembership addSourceSpecificMembership dropSourceSpecificMembership setRecvBufferSize setSendBufferSize", function () {});
  give("address remoteAddress", () => ({}));
  give("getRecvBufferSize getSendBufferSize getSendQueueSize getSendQueueCount", () => 0);
  Socket.prototype[Symbol.asyncDispose] = async function () {};

  return { createSocket: (type, callback) => new Socket(type, callback), Socket };
});
