// node: modules: what they export, and what a server, a client and their errors look like to a script.
import * as cluster from "node:cluster";
import * as dgram from "node:dgram";
import * as dns from "node:dns";
import * as domain from "node:domain";
import { request, createServer } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import * as inspector from "node:inspector";
import * as net from "node:net";
import * as perf from "node:perf_hooks";
import * as readline from "node:readline";
import * as tls from "node:tls";
import * as v8 from "node:v8";
import * as vm from "node:vm";
import * as worker from "node:worker_threads";
import { serve } from "../entry";
import { handleAsNodeRequest, httpServerHandler } from "cloudflare:node";

const failure = (fn: () => unknown) => {
  try {
    fn();
    return "none";
  } catch (error: any) {
    return [error.name, error.code, error.message];
  }
};
const later = async (fn: () => Promise<unknown>) => {
  try {
    return await fn();
  } catch (error: any) {
    return [error.name, error.code, error.message];
  }
};

export const names = {
  test: () =>
    Object.fromEntries(
      Object.entries({ cluster, dgram, dns, domain, http, https, inspector, perf, readline, tls, v8, vm, worker }).map(([name, module]) => [
        name,
        Object.keys(module).sort().join(" "),
      ]),
    ),
};

export const namesOfNet = { test: () => Object.keys(net).sort().join(" ") };

export const errors = {
  test: () => ({
    path: failure(() => request({ path: "//other" })),
    protocol: failure(() => request("https://example.com")),
    method: failure(() => request({ method: "a b" })),
    header: failure(() => request({ headers: { "a b": "c" } })),
    socket: failure(() => net.connect({} as any)),
    port: failure(() => net.connect(70000)),
    objectMode: failure(() => new net.Socket({ objectMode: true } as any)),
    requestCert: failure(() => new tls.TLSSocket(undefined as any, { requestCert: true })),
    rrtype: failure(() => dns.promises.resolve("example.com", "X" as any)),
    histogram: failure(() => perf.createHistogram()),
    script: failure(() => new vm.Script("1").runInThisContext()),
    thread: failure(() => new worker.Worker("x")),
  }),
};

export const taken = {
  test() {
    const one = createServer().listen(8081);
    const error = failure(() => one.listen(8082));
    let other: any;
    try {
      createServer().listen(8081);
    } catch (thrown: any) {
      other = { ...thrown };
    }
    one.close();
    return [error, other];
  },
};

export const addresses = {
  test: () => [
    ["127.0.0.1", "256.1.1.1", "::1", "::ffff:1.2.3.4", "1:2", "fe80::1%eth0", "01.1.1.1"].map(net.isIP),
    net.SocketAddress.parse("[::1]:80")?.toJSON(),
    new net.BlockList().check("1.1.1.1"),
  ],
};

export const server = {
  async test() {
    const listening = createServer((req, res) => {
      res.setHeader("X-One", ["a", "b"]);
      res.writeHead(201, { "Content-Type": "text/plain" });
      res.write(`${req.method} ${req.url} ${req.headers["x-in"]} `);
      req.on("data", (chunk: Uint8Array) => res.write(chunk)).on("end", () => res.end("!"));
    }).listen(8080);
    const call = { method: "POST", body: "body", headers: { "x-in": "y" } };
    const response = await handleAsNodeRequest(8080, new Request("http://h/p?q", call));
    const seen = [response.status, response.statusText, await response.text(), response.headers.get("x-one")];
    const again = failure(() => createServer().listen(8080));
    listening.close();
    const gone = await later(() => handleAsNodeRequest(8080, new Request("http://h/")));
    return [...seen, again, gone, failure(() => httpServerHandler({} as any)), listening.address()];
  },
};

export { Subject } from "../entry";
export default serve({ names, namesOfNet, errors, taken, addresses, server });
