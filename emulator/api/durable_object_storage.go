package api

import (
	"sort"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/persist"
)

// storageFunctions serve durable_object_storage.js.
func (w *Worker) storageFunctions() functions {
	none := func(err error) goja.Value {
		w.throwStorage(err)
		return goja.Undefined()
	}
	store := func(call goja.FunctionCall) *persist.Actor { return w.store(call.Argument(0)) }
	return functions{
		"get": func(call goja.FunctionCall) goja.Value {
			key := call.Argument(1).String()
			w.checkKey(call.Argument(0), key)
			return w.storageGet(store(call), key)
		},
		"getMany": func(call goja.FunctionCall) goja.Value {
			keys := w.strings(call.Argument(1))
			w.checkKeys(call.Argument(0), keys)
			return w.storageGetMany(store(call), keys)
		},
		"put": func(call goja.FunctionCall) goja.Value {
			key := call.Argument(1).String()
			data, tokens := w.packStored(call.Argument(2))
			w.checkKey(call.Argument(0), key)
			w.checkValue(call.Argument(0), key, data)
			return none(put(store(call), key, data, tokens))
		},
		"putMany": func(call goja.FunctionCall) goja.Value {
			w.storagePutMany(call)
			return goja.Undefined()
		},
		"delete": func(call goja.FunctionCall) goja.Value {
			key := call.Argument(1).String()
			w.checkKey(call.Argument(0), key)
			existed, err := store(call).Delete(key)
			w.throwStorage(err)
			return w.iso.Runtime().ToValue(existed)
		},
		"deleteMany": func(call goja.FunctionCall) goja.Value {
			keys := w.strings(call.Argument(1))
			w.checkKeys(call.Argument(0), keys)
			return w.storageDeleteMany(store(call), keys)
		},
		"deleteAll": func(call goja.FunctionCall) goja.Value {
			a := held[*actor.Actor](call.Argument(0))
			w.requireOwner(a, ioStorage)
			alarm := persist.KeepAlarm
			if w.options.Flags.Has("delete_all_deletes_alarm") {
				alarm = persist.DeleteAlarm
			}
			return none(a.DeleteAll(alarm))
		},
		"list": w.storageList,
		"fullResults": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("enable_fast_jsg_struct"))
		},
		"openList":  w.openList,
		"nextEntry": w.nextEntry,
		"requireKv": func(call goja.FunctionCall) goja.Value {
			if !held[*actor.Actor](call.Argument(0)).Namespace().SQL() {
				w.iso.Throw("Error", msgNoKV)
			}
			return goja.Undefined()
		},
		"enter":      w.enter,
		"begin":      w.beginTransaction,
		"rollback":   w.rollbackTransaction,
		"finish":     w.finishTransaction,
		"beginSync":  w.beginSync,
		"finishSync": w.finishSync,
		"getAlarm":   w.getAlarm,
		"setAlarm":   w.setAlarm,
		"deleteAlarm": func(call goja.FunctionCall) goja.Value {
			return none(held[*actor.Actor](call.Argument(0)).SetAlarm(nil))
		},
		"sync": func(call goja.FunctionCall) goja.Value {
			held[*actor.Actor](call.Argument(0)).Sync()
			return goja.Undefined()
		},
		"bookmark": w.bookmark(func(a *actor.Actor, _ goja.Value) (string, error) { return a.CurrentBookmark() }),
		"bookmarkForTime": w.bookmark(func(a *actor.Actor, t goja.Value) (string, error) {
			return a.BookmarkForTime(time.UnixMilli(int64(t.ToFloat())))
		}),
		"restoreBookmark": w.bookmark(func(a *actor.Actor, name goja.Value) (string, error) {
			return a.RestoreBookmark(name.String())
		}),
	}
}

// bookmark is a function that answers a bookmark of an actor's storage.
func (w *Worker) bookmark(get func(*actor.Actor, goja.Value) (string, error)) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		a := held[*actor.Actor](call.Argument(0))
		w.requireOwner(a, ioStorage)
		name, err := get(a, call.Argument(1))
		w.throwStorage(err)
		return w.text(name)
	}
}

// store is the storage of an actor, for the running turn.
func (w *Worker) store(handle goja.Value) *persist.Actor {
	a := held[*actor.Actor](handle)
	w.requireOwner(a, ioStorage)
	s := a.Storage()
	if s == nil {
		w.iso.Throw("Error", actor.MsgShutDown)
	}
	return s
}

func (w *Worker) strings(v goja.Value) []string {
	var all []string
	if err := w.iso.Runtime().ExportTo(v, &all); err != nil {
		panic(err)
	}
	return all
}

// stored makes the value of stored bytes; a damaged value fails by its key, and the object
// stays usable.
func (w *Worker) stored(key string, data []byte) goja.Value {
	options := w.cloneOptions(clone.Storage)
	l := &loading{platform: w.platform}
	if w.storesStubs() {
		options.Host = l
	}
	v, err := w.codec.Deserialize(data, options)
	if len(l.stubs) > 0 {
		w.unfilled = append(w.unfilled, unfilled{key, l.stubs})
	}
	if err != nil {
		w.iso.Throw("Error", w.internalError(&DamagedValueError{Key: key, Err: err}))
	}
	return v
}

// DamagedValueError is a stored value that cannot be read.
type DamagedValueError struct {
	Key string
	Err error
}

func (e *DamagedValueError) Error() string {
	return "read stored value of key " + strconv.Quote(e.Key) + ": " + e.Err.Error()
}

func (w *Worker) storageGet(s *persist.Actor, key string) goja.Value {
	data, ok, err := s.Get(key)
	w.throwStorage(err)
	if !ok {
		return goja.Undefined()
	}
	v := w.stored(key, data)
	w.fill(s.Externals)
	return v
}

// put stores a value with the tokens that belong to it.
func put(s *persist.Actor, key string, data []byte, tokens [][]byte) error {
	if err := s.Put(key, data); err != nil || len(tokens) == 0 {
		return err
	}
	return s.PutExternals(key, tokens)
}

// storageGetMany answers a Map of the existing keys in UTF-8 order (DO-STORAGE-6).
func (w *Worker) storageGetMany(s *persist.Actor, keys []string) goja.Value {
	sort.Strings(keys)
	entries := w.codec.NewMap()
	for n, key := range keys {
		if n > 0 && keys[n-1] == key {
			continue
		}
		data, ok, err := s.Get(key)
		w.throwStorage(err)
		if ok {
			entries.Set(key, w.stored(key, data))
		}
	}
	w.fill(s.Externals)
	return entries.Object
}

// storagePutMany stores all entries or none (DO-STORAGE-15).
func (w *Worker) storagePutMany(call goja.FunctionCall) {
	keys := w.strings(call.Argument(1))
	values := call.Argument(2).(*goja.Object)
	w.checkKeys(call.Argument(0), keys)
	entries := make([][]byte, len(keys))
	tokens := make([][][]byte, len(keys))
	for n := range keys {
		if v := values.Get(strconv.Itoa(n)); v != nil && !goja.IsUndefined(v) {
			entries[n], tokens[n] = w.packStored(v)
			w.checkValue(call.Argument(0), keys[n], entries[n])
		}
	}
	s := w.store(call.Argument(0))
	savepoint, err := s.Savepoint()
	w.throwStorage(err)
	for n, data := range entries {
		if data == nil {
			continue
		}
		if err := put(s, keys[n], data, tokens[n]); err != nil {
			_ = savepoint.Rollback()
			w.throwStorage(err)
		}
	}
	w.throwStorage(savepoint.Release())
}

func (w *Worker) storageDeleteMany(s *persist.Actor, keys []string) goja.Value {
	count := 0
	for _, key := range keys {
		existed, err := s.Delete(key)
		w.throwStorage(err)
		if existed {
			count++
		}
	}
	return w.iso.Runtime().ToValue(count)
}

// listOptions reads what listOptions of the JavaScript made.
func listOptions(args []goja.Value) persist.ListOptions {
	pointer := func(v goja.Value) *string {
		if s, ok := optional(v); ok {
			return &s
		}
		return nil
	}
	prefix, _ := optional(args[3])
	return persist.ListOptions{
		Start: pointer(args[0]), StartAfter: pointer(args[1]), End: pointer(args[2]),
		Prefix: prefix, Reverse: args[4].ToBoolean(), Limit: int(args[5].ToInteger()),
	}
}

func (w *Worker) storageList(call goja.FunctionCall) goja.Value {
	entries := w.codec.NewMap()
	s := w.store(call.Argument(0))
	err := s.List(listOptions(call.Arguments[1:]), func(key string, value []byte) bool {
		entries.Set(key, w.stored(key, value))
		return true
	})
	w.throwStorage(err)
	w.fill(s.Externals)
	return entries.Object
}

func (w *Worker) openList(call goja.FunctionCall) goja.Value {
	iterator, err := w.store(call.Argument(0)).Iterate(listOptions(call.Arguments[1:]))
	w.throwStorage(err)
	return w.handle(iterator)
}

func (w *Worker) nextEntry(call goja.FunctionCall) goja.Value {
	key, value, ok, err := held[*persist.Iterator](call.Argument(0)).Next()
	w.throwStorage(err)
	if !ok {
		return goja.Undefined()
	}
	v := w.stored(key, value)
	if a, ok := w.iso.Current().Owner.(*actor.Actor); ok && len(w.unfilled) > 0 {
		w.fill(a.Storage().Externals)
	}
	return w.iso.Runtime().NewArray(key, v)
}

func (w *Worker) beginTransaction(call goja.FunctionCall) goja.Value {
	s, err := held[*actor.Actor](call.Argument(0)).BeginExplicit()
	w.throwStorage(err)
	return w.handle(s)
}

func (w *Worker) rollbackTransaction(call goja.FunctionCall) goja.Value {
	w.store(call.Argument(0))
	w.throwStorage(held[*persist.Savepoint](call.Argument(1)).RollbackTo())
	return goja.Undefined()
}

func (w *Worker) finishTransaction(call goja.FunctionCall) goja.Value {
	end := actor.RolledBack
	if call.Argument(2).ToBoolean() {
		end = actor.Kept
	}
	a := held[*actor.Actor](call.Argument(0))
	w.throwStorage(a.EndExplicit(held[*persist.Savepoint](call.Argument(1)), end))
	return goja.Undefined()
}

func (w *Worker) beginSync(call goja.FunctionCall) goja.Value {
	s, err := w.store(call.Argument(0)).Savepoint()
	w.throwStorage(err)
	return w.handle(s)
}

func (w *Worker) finishSync(call goja.FunctionCall) goja.Value {
	s := held[*persist.Savepoint](call.Argument(0))
	if call.Argument(1).ToBoolean() {
		w.throwStorage(s.Release())
	} else {
		w.throwStorage(s.Rollback())
	}
	return goja.Undefined()
}

func (w *Worker) getAlarm(call goja.FunctionCall) goja.Value {
	w.store(call.Argument(0))
	at, err := held[*actor.Actor](call.Argument(0)).Alarm()
	w.throwStorage(err)
	if at == nil {
		return goja.Null()
	}
	return w.iso.Runtime().ToValue(at.UnixMilli())
}

// setAlarm sets the alarm; a time in the past means now (DO-ALARM-2).
func (w *Worker) setAlarm(call goja.FunctionCall) goja.Value {
	a := held[*actor.Actor](call.Argument(0))
	if !w.hasHandler(a, "alarm") {
		w.iso.TypeError(msgAlarmHandler)
	}
	w.store(call.Argument(0))
	at := time.UnixMilli(int64(call.Argument(1).ToFloat()))
	now, _ := w.iso.Clock().AlarmNow()
	if now = now.Truncate(time.Millisecond); at.Before(now) {
		at = now
	}
	w.throwStorage(a.SetAlarm(&at))
	return goja.Undefined()
}
