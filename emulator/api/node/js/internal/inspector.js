// node:internal/inspector: what node:inspector and node:inspector/promises share.
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { missingAll, missingClass } = use("node:internal/missing");
  const methods = "debug error info log warn dir dirxml table trace group groupCollapsed groupEnd clear count countReset assert profile " +
    "profileEnd time timeLog timeStamp";
  const nothing = () => {};
  const console = Object.fromEntries(methods.split(" ").map((name) => [name, nothing]));
  const Network = missingAll("Network.", "requestWillBeSent dataReceived dataSent responseReceived loadingFinished loadingFailed " +
    "webSocketCreated webSocketHandshakeResponseReceived webSocketClosed");
  return { console, Network, session: () => missingClass("Session", "connect connectToMainThread disconnect post", "Session.", EventEmitter) };
});
