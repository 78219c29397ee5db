package api

// Texts that scripts see, equal to workerd's.
const (
	msgNoFetch = "Handler does not export a fetch() function."

	msgNoSQL = "SQL is not enabled for this Durable Object class. To enable it, change `new_classes` to `new_sqlite_classes` within the 'migrations' field in your wrangler.jsonc or wrangler.toml file. If using workerd directly,set `enableSql = true` in your workerd config for the class. Note that this change cannot be made after the class is already deployed to production."
	msgNoKV  = "The storage.kv (synchronous KV) API is only available for SQLite-backed Durable Objects, but this object's namespace is not declared to use SQLite. You can use the older, asyncronous interface via methods of `storage` itself (e.g. `storage.get()`). Alternatively, to enable SQLite, change `new_classes` to `new_sqlite_classes` within the 'migrations' field in your wrangler.jsonc or wrangler.toml file. If using workerd directly, set `enableSql = true` in your workerd config for the class. Note that this change cannot be made after the class is already deployed to production."

	msgAlarmHandler = "Your Durable Object class must have an alarm() handler in order to call setAlarm()"
	msgLostAlarm    = "Attempted to run a scheduled alarm without a handler, did you remember to export an alarm() function?"

	msgOtherRequest = "Cannot perform I/O on behalf of a different request. I/O objects (such as streams, request/response bodies, and others) created in the context of one request handler cannot be accessed from a different request's handler. This is a limitation of Cloudflare Workers which allows us to improve overall performance."
	msgOtherObject  = "Cannot perform I/O on behalf of a different Durable Object. I/O objects (such as streams, request/response bodies, and others) created in the context of one Durable Object cannot be accessed from a different Durable Object in the same isolate. This is a limitation of Cloudflare Workers which allows us to improve overall performance."

	msgCallbackGone    = "The execution context which hosts this callback is no longer running."
	msgStreamOnlyRPC   = "ReadableStream can only be serialized for RPC."
	msgExisting        = "workerd only supports GET_OR_CREATE mode for getting actor stubs"
	msgFacetName       = "Facet name is too long (max 256 characters)."
	msgFacetDepth      = "Facet nesting depth limit exceeded. The maximum depth including the root Durable Object is 4."
	msgFacetStub       = "Stubs pointing to Durable Object facets are not serializable."
	msgClassContext    = "DurableObjectClass cannot be serialized in this context."
	msgNotPersistent   = "RpcStub cannot be serialized in this context because it is not a persistent stub."
	msgNotStorable     = "Cannot store this stub because the target worker does not have the allow_irrevocable_stub_storage compatibility flag enabled."
	msgFlagGone        = "Invoked a Worker from a stored stub, but the target worker no longer has the allow_irrevocable_stub_storage compatibility flag enabled."
	msgNowRPC          = "The [restore]() method originally returned a ServiceStub, but on replay it returned an RpcStub instead. It must always return the same type."
	msgNowService      = "The [restore]() method originally returned an RpcStub, but on replay it returned a ServiceStub instead. It must always return the same type."
	msgRestoreResult   = "The [restore]() method must return a ServiceStub or RpcStub."
	msgNoSelf          = "ctx.restore() cannot be used in this context because the system does not know how to restore this context itself, in order to be able to invoke its [restore]() method. This may happen if the current worker is a Dynamic Worker or a Durable Object Facet (or both), and the immediate caller did not specify how to restore it. To fix this, ensure that the caller of this Worker uses a stub that was created via its own context.restore()."
	msgNotSerializable = "Could not serialize object of type \"%s\". This type does not support serialization."
	msgContextAborted  = "Worker execution was aborted due to call to ctx.abort()."
	msgStubDisposed    = "RPC stub used after being disposed."
	msgNoRPC           = "The receiving Durable Object does not support RPC, because its class was not declared with `extends DurableObject`. In order to enable RPC, make sure your class extends the special class `DurableObject`, which can be imported from the module \"cloudflare:workers\"."

	msgAcceptHibernating = "Can't accept() WebSocket after enabling hibernation."
	msgAcceptUsed        = "Can't accept() WebSocket that was already used in a response."
	msgAcceptClient      = "Websockets obtained from the 'new WebSocket()' constructor cannot call accept"
	msgSendUnaccepted    = "You must call one of accept() or state.acceptWebSocket() on this WebSocket before sending messages."
	msgSendClosed        = "Can't call WebSocket send() after close()."
	msgHibernateAccepted = "Cannot call `acceptWebSocket()` if the WebSocket was already accepted via `accept()`"
	msgHibernateUsed     = "Cannot call `acceptWebSocket()` on this WebSocket because its pair has already been accepted or used in a Response."
	msgReturnAccepted    = "Can't return WebSocket in a Response after calling accept()."
	msgReturnHibernating = "Can't return WebSocket in a Response after calling acceptWebSocket()."
	msgReturnUsed        = "Can't return WebSocket that was already used in a response."
	msgReturnClient      = "Can't return WebSocket in a Response if it was created with `new WebSocket()`"
	msgNoUpgrade         = "Worker tried to return a WebSocket in a response to a request which did not contain the header \"Upgrade: websocket\"."
	msgTooManyTags       = "a Hibernatable WebSocket cannot have more than 10 tags"
	msgLongTag           = "is longer than the max tag length (256 characters)."
	msgTagsUnaccepted    = "you must call 'acceptWebSocket()' before attempting to access the tags of a WebSocket."
	msgTagsOrdinary      = "only hibernatable websockets can have tags."
	msgTooManySockets    = "only 32768 websockets can be accepted on a single Durable Object instance"
	msgLongReason        = "WebSocket close reason must not be longer than 123 bytes when UTF-8 encoded."
	msgEventTimeout      = "Event timeout should not exceed 604800000 ms."
)
