// node:diagnostics_channel: named channels for what a program tells of itself.
// exports: Channel TracingChannel channel hasSubscribers subscribe tracingChannel unsubscribe
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE } = use("node:internal/errors");
  const { validateFunction } = use("node:internal/validators");
  const apply = Reflect.apply;
  const asGetter = use.flag("diagnostics_channel_has_subscribers_getter");
  let creating = false;

  class Channel {
    #name;
    #subscribers = new Set();
    #stores = new Map();
    constructor(name) {
      if (!creating) throw new TypeError("Illegal constructor");
      this.#name = name;
    }
    static isActive(channel) {
      return channel.#subscribers.size > 0;
    }
    publish(message) {
      for (const subscriber of [...this.#subscribers]) {
        try {
          subscriber(message, this.#name);
        } catch (error) {
          reportError(error);
        }
      }
    }
    subscribe(subscriber) {
      validateFunction(subscriber, "subscription");
      this.#subscribers.add(subscriber);
    }
    unsubscribe(subscriber) {
      return this.#subscribers.delete(subscriber);
    }
    bindStore(store, transform = (message) => message) {
      this.#stores.set(store, transform);
    }
    unbindStore(store) {
      return this.#stores.delete(store);
    }
    runStores(message, fn, self, ...args) {
      let run = () => {
        this.publish(message);
        return apply(fn, self, args);
      };
      for (const [store, transform] of this.#stores) {
        const inner = run;
        run = () => {
          let value;
          try {
            value = transform(message);
          } catch (error) {
            reportError(error);
            return inner();
          }
          return store.run(value, inner);
        };
      }
      return run();
    }
  }
  const isActive = Channel.isActive;
  delete Channel.isActive;

  // whether defines hasSubscribers, which older dates have as a method.
  const whether = (Class, test) => {
    const descriptor = asGetter
      ? { get() { return test(this) }, configurable: true }
      : { value: function hasSubscribers() { return test(this) }, writable: true, configurable: true };
    Object.defineProperty(Class.prototype, "hasSubscribers", descriptor);
  };
  whether(Channel, isActive);

  const channels = new Map();
  function channel(name) {
    if (typeof name !== "string" && typeof name !== "symbol") throw new ERR_INVALID_ARG_TYPE("channel", ["string", "symbol"], name);
    if (!channels.has(name)) {
      creating = true;
      channels.set(name, new Channel(name));
      creating = false;
    }
    return channels.get(name);
  }

  const events = ["start", "end", "asyncStart", "asyncEnd", "error"];
  class TracingChannel {
    constructor() {
      throw new Error("Use diagnostic_channel.tracingChannels() to create TracingChannel");
    }
    traceSync(fn, context = {}, self = globalThis, ...args) {
      return this.start?.runStores(context, () => {
        try {
          return (context.result = apply(fn, self, args));
        } catch (error) {
          context.error = error;
          this.error?.publish(context);
          throw error;
        } finally {
          this.end?.publish(context);
        }
      }, self);
    }
    tracePromise(fn, context = {}, self = globalThis, ...args) {
      const settled = () => {
        this.asyncStart?.publish(context);
        this.asyncEnd?.publish(context);
      };
      return this.start?.runStores(context, () => {
        try {
          let promise = apply(fn, self, args);
          if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
          return promise.then(
            (result) => {
              context.result = result;
              settled();
              return result;
            },
            (error) => {
              context.error = error;
              this.error?.publish(context);
              settled();
              throw error;
            },
          );
        } catch (error) {
          context.error = error;
          this.error?.publish(context);
          throw error;
        } finally {
          this.end?.publish(context);
        }
      }, self);
    }
    traceCallback(fn, position = -1, context = {}, self = globalThis, ...args) {
      const callback = args.at(position);
      validateFunction(callback, "callback");
      const channels = this;
      function wrapped(error, result) {
        if (error) {
          context.error = error;
          channels.error?.publish(context);
        } else {
          context.result = result;
        }
        channels.asyncStart?.runStores(context, () => {
          try {
            return apply(callback, this, arguments);
          } finally {
            channels.asyncEnd?.publish(context);
          }
        });
      }
      args.splice(position, 1, wrapped);
      return this.start?.runStores(context, () => {
        try {
          return apply(fn, self, args);
        } catch (error) {
          context.error = error;
          this.error?.publish(context);
          throw error;
        } finally {
          this.end?.publish(context);
        }
      }, self);
    }
    subscribe(subscribers) {
      for (const event of events) if (subscribers[event] !== undefined) this[event]?.subscribe(subscribers[event]);
    }
    unsubscribe(subscribers) {
      for (const event of events) if (subscribers[event] !== undefined) this[event]?.unsubscribe(subscribers[event]);
    }
  }
  const parts = new WeakMap();
  for (const event of events) {
    Object.defineProperty(TracingChannel.prototype, event, { configurable: true, get() { return parts.get(this)?.[event] } });
  }
  whether(TracingChannel, (tracing) => events.some((event) => tracing[event] !== undefined && isActive(tracing[event])));

  function tracingChannel(nameOrChannels) {
    const tracing = Object.create(TracingChannel.prototype);
    if (typeof nameOrChannels === "string") {
      parts.set(tracing, Object.fromEntries(events.map((event) => [event, channel(`tracing:${nameOrChannels}:${event}`)])));
      return tracing;
    }
    if (typeof nameOrChannels !== "object" || nameOrChannels === null) {
      throw new ERR_INVALID_ARG_TYPE("nameOrChannels", ["string", "object", "TracingChannel"], nameOrChannels);
    }
    const given = {};
    for (const event of events) {
      const part = nameOrChannels[event];
      if (part === undefined) continue;
      if (!(part instanceof Channel)) throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ["Channel"], part);
      given[event] = part;
    }
    parts.set(tracing, given);
    return tracing;
  }

  return {
    Channel, TracingChannel, channel, tracingChannel,
    hasSubscribers: (name) => channels.has(name) && isActive(channels.get(name)),
    subscribe: (name, subscriber) => channel(name).subscribe(subscriber),
    unsubscribe: (name, subscriber) => channel(name).unsubscribe(subscriber),
  };
});
