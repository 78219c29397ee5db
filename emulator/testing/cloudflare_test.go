package testing

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// fakeWorker has one object, whose stub and namespace are marked objects.
func fakeWorker(rt *goja.Runtime) *Worker {
	object, err := rt.RunString(`({
		instance: { count: 1, alarm() { this.rang = true; } },
		state: { storage: {
			at: 5, getAlarm() { return Promise.resolve(this.at); }, deleteAlarm() { this.at = null; return Promise.resolve(); },
		} },
		run(callback) { return new Promise((resolve) => resolve(callback(this.instance, this.state))); },
		log: [],
	})`)
	if err != nil {
		panic(err)
	}
	o := object.ToObject(rt)
	is := func(mark string) func(goja.Value) bool {
		return func(v goja.Value) bool {
			o, ok := v.(*goja.Object)
			return ok && o.Get(mark) != nil
		}
	}
	resolved := func(code string) goja.Value {
		v, err := rt.RunString("Promise.resolve(" + code + ")")
		if err != nil {
			panic(err)
		}
		return v
	}
	log := func(text string) goja.Value {
		return resolved(`void evictions.push("` + text + `")`)
	}
	return &Worker{
		Env:    rt.ToValue(map[string]any{"NAME": "value"}),
		IsStub: is("isStub"), IsNamespace: is("isNamespace"),
		IsSameIsolate: func(stub goja.Value) bool { return stub.ToObject(rt).Get("isFar") == nil },
		RunInObject: func(_, callback goja.Value) goja.Value {
			run, _ := goja.AssertFunction(o.Get("run"))
			v, err := run(o, callback)
			if err != nil {
				panic(err)
			}
			return v
		},
		ListIDs: func(goja.Value) goja.Value { return resolved(`["01", "02"]`) },
		Evict: func(_ goja.Value, hibernate bool) goja.Value {
			return log(map[bool]string{true: "hibernate", false: "close"}[hibernate])
		},
		Reset: func() goja.Value { return log("reset") },
	}
}

func TestCloudflare(t *testing.T) {
	var warnings []string
	b := benchRuntime(t)
	b.load(Host{Worker: fakeWorker(b.rt), Warn: func(text string) { warnings = append(warnings, text) }})
	result := b.run(`
		var evictions = [];
		const stub = { isStub: true }, namespace = { isNamespace: true, idFromString: (id) => ({ id }) };
		it("env", () => expect(env.NAME).toBe("value"));
		it("runInDurableObject", async () => {
			expect(await runInDurableObject(stub, (instance, state) => { instance.count++; return instance.count; })).toBe(2);
			await expect(runInDurableObject(stub, () => { throw new Error("inside"); })).rejects.toThrow("inside");
			await expect(runInDurableObject({}, () => {})).rejects.toThrow(new TypeError("Failed to execute 'runInDurableObject': parameter 1 is not of type 'DurableObjectStub'."));
			await expect(runInDurableObject(stub)).rejects.toThrow("parameter 2 is not of type 'function'");
			await expect(runInDurableObject({ isStub: true, isFar: true }, () => {})).rejects.toThrow("defined within the same worker");
		});
		it("runDurableObjectAlarm", async () => {
			expect(await runDurableObjectAlarm(stub)).toBe(true);
			expect(await runDurableObjectAlarm(stub)).toBe(false);
			expect(await runInDurableObject(stub, (instance) => instance.rang)).toBe(true);
		});
		it("listDurableObjectIds", async () => {
			expect(await listDurableObjectIds(namespace)).toEqual([{ id: "01" }, { id: "02" }]);
			await expect(listDurableObjectIds(stub)).rejects.toThrow(TypeError);
		});
		it("evict and reset", async () => {
			await evictDurableObject(stub);
			await evictDurableObject(stub, { webSockets: "close" });
			await expect(evictDurableObject(stub, { webSockets: "drop" })).rejects.toThrow(new TypeError('options.webSockets must be "hibernate" or "close".'));
			await reset();
			expect(evictions).toEqual(["hibernate", "close", "reset"]);
			await expect(abortAllDurableObjects()).rejects.toThrow("abortAll() is not available");
		});
		it("execution context", async () => {
			const ctx = createExecutionContext();
			const log = [];
			ctx.waitUntil(new Promise((r) => setTimeout(r, 50)).then(() => { log.push(1); ctx.waitUntil(Promise.resolve().then(() => log.push(2))); }));
			await waitOnExecutionContext(ctx);
			expect(log).toEqual([1, 2]);
			ctx.waitUntil(Promise.reject(new Error("late")));
			await expect(waitOnExecutionContext(ctx)).rejects.toThrow("late");
			await expect(waitOnExecutionContext({})).rejects.toThrow("parameter 1 is not of type 'ExecutionContext'");
		});
		it("gives up waiting", { timeout: 60000 }, async () => {
			const ctx = createExecutionContext();
			ctx.waitUntil(new Promise(() => {}));
			await waitOnExecutionContext(ctx);
		});
		it("scheduled and queue", async () => {
			expect(createScheduledController({ scheduledTime: 5, cron: "* * * * *" })).toMatchObject({ scheduledTime: 5, cron: "* * * * *" });
			const batch = createMessageBatch("q", [
				{ id: "a", timestamp: new Date(0), attempts: 1, body: { n: 1 } }, { id: "b", timestamp: 1, attempts: 1, body: 2 },
			]);
			expect(batch.messages[0].body).toEqual({ n: 1 });
			batch.messages[0].ack();
			batch.messages[1].retry();
			expect(await getQueueResult(batch, createExecutionContext())).toEqual({
				outcome: "ok", ackAll: false, retryBatch: { retry: false }, explicitAcks: ["a"], retryMessages: [{ msgId: "b" }],
			});
		});`)
	for _, task := range result.tests() {
		for _, err := range task.Errors {
			t.Errorf("%s: %s\n%s", task.Name, err.Message, err.Stack)
		}
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0], "1 waitUntil promise(s) did not resolve within 30s") {
		t.Errorf("got warnings %q", warnings)
	}
}
