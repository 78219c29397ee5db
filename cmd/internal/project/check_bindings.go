package project

import (
	"fmt"
	"slices"
	"strings"
)

// bindingArray checks a list of bindings, and that an environment repeats the top level's.
func bindingArray(one check) check {
	return func(r *report, s scope, field string, v *node) bool {
		if v == nil {
			return true
		}
		path := s.path(field)
		if v.kind != array {
			r.error(v.pos, `The field "%s" should be an array but got %s.`, path, v.json())
			return false
		}
		valid := true
		for i, item := range v.items {
			valid = one(r, s, fmt.Sprintf("%s[%d]", path, i), item) && valid
		}
		warnMissingBindings(r, s, field, v)
		return valid
	}
}

func warnMissingBindings(r *report, s scope, field string, v *node) {
	top := s.top.get(field)
	if !top.is(array) {
		return
	}
	repeated := map[string]bool{}
	for _, item := range v.items {
		repeated[item.get("binding").string()] = true
	}
	for _, item := range top.items {
		if name := item.get("binding").string(); !repeated[name] {
			r.warn(v.pos, `There is a %[1]s binding with name "%[2]s" at the top level, but not on "env.%[3]s".
This is not what you probably want, since "%[1]s" configuration is not inherited by environments.
Please add a binding for "%[2]s" to "env.%[3]s.%[1]s.bindings".`, field, name, s.env)
		}
	}
}

// need is one required text of a binding, and how wrangler asks for it.
type need struct{ field, verb string }

var (
	shouldBinding = need{"binding", "should have a string"}
	mustBinding   = need{"binding", "must have a string"}
)

// simpleBinding checks the required texts of a binding; the rest is left to the emulator of its kind.
func simpleBinding(noun string, needs ...need) check {
	return func(r *report, _ scope, field string, v *node) bool {
		if !isObject(v) {
			r.error(v.pos, `"%s" bindings should be objects, but got %s`, noun, v.json())
			return false
		}
		valid := true
		for _, n := range needs {
			if !hasString(v, n.field) {
				r.error(placeOf(v.get(n.field), v), `"%s" bindings %s "%s" field but got %s.`, field, n.verb, n.field, v.json())
				valid = false
			}
		}
		return valid
	}
}

func checkKV(r *report, s scope, field string, v *node) bool {
	valid := simpleBinding("kv_namespaces", shouldBinding)(r, s, field, v)
	if !isObject(v) {
		return false
	}
	if id := v.get("id"); id != nil && id.string() == "" {
		r.error(id.pos, `"%s" bindings should have a string "id" field but got %s.`, field, v.json())
		valid = false
	}
	if !stringIfAny(v, "preview_id") {
		r.error(v.get("preview_id").pos, `"%s" bindings should, optionally, have a string "preview_id" field but got %s.`, field, v.json())
		valid = false
	}
	valid = checkRemote(r, field, v) && valid
	known(r, field, v, "binding", "id", "preview_id", "remote")
	return valid
}

func checkService(r *report, s scope, field string, v *node) bool {
	needs := []need{shouldBinding, {"service", "should have a string"}}
	valid := simpleBinding("services", needs...)(r, s, field, v)
	if !isObject(v) {
		return false
	}
	for _, key := range []string{"environment", "entrypoint"} {
		if !stringIfAny(v, key) {
			r.error(v.get(key).pos, `"%s" bindings should have a string "%s" field but got %s.`, field, key, v.json())
			valid = false
		}
	}
	return checkRemote(r, field, v) && valid
}

func checkRemote(r *report, field string, v *node) bool {
	remote := v.get("remote")
	if remote == nil {
		return true
	}
	if remote.kind != boolean {
		r.error(remote.pos, `"%s" should, optionally, have a boolean "remote" field but got %s.`, field, v.json())
		return false
	}
	if remote.truthy() {
		// Unlike wrangler, devdo reaches no resources of an account.
		r.warn(remote.pos, `"%s" asks for the resource of an account with "remote", but devdo has local ones only and uses one of them.`, field)
	}
	return true
}

func checkQueues(r *report, s scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	path := s.path(field)
	if v.kind != object {
		r.error(v.pos, `The field "%s" should be an object but got %s.`, path, v.json())
		return false
	}
	valid := known(r, path, v, "consumers", "producers")
	if consumers := v.get("consumers"); consumers != nil && consumers.kind != array {
		r.error(consumers.pos, `The field "%s.consumers" should be an array but got %s.`, path, consumers.json())
		valid = false
	}
	return bindingArray(simpleBinding("queue", shouldBinding))(r, s, field+".producers", v.get("producers")) && valid
}

// uniqueNames checks that no two bindings of the resolved configuration share a name.
func uniqueNames(r *report, get func(key string) *node) {
	kinds := map[string][]string{}
	places := map[string]position{}
	var names []string
	for _, k := range bindingKinds {
		for _, b := range bindingNames(get(k.key), k.key) {
			if kinds[b.name] == nil {
				names = append(names, b.name)
			}
			kinds[b.name] = append(kinds[b.name], k.friendly)
			places[b.name] = b.pos
		}
	}

	var last position
	for _, name := range names {
		if len(kinds[name]) < 2 {
			continue
		}
		last = places[name]
		distinct, repeated := distinctAndRepeated(kinds[name])
		if len(distinct) > 1 {
			r.error(last, "%s assigned to %s bindings.", name, english(distinct))
		}
		for _, friendly := range repeated {
			r.error(last, "%s assigned to multiple %s bindings.", name, friendly)
		}
	}
	if last != (position{}) {
		r.error(last, "Bindings must have unique names, so that they can all be referenced in the worker.\nPlease change your bindings to have unique names.")
	}
}

func distinctAndRepeated(list []string) (distinct, repeated []string) {
	for _, s := range list {
		switch {
		case !slices.Contains(distinct, s):
			distinct = append(distinct, s)
		case !slices.Contains(repeated, s):
			repeated = append(repeated, s)
		}
	}
	return distinct, repeated
}

type namedPlace struct {
	name string
	pos  position
}

// bindingNames lists the names a field of the configuration puts on env, as wrangler finds them.
func bindingNames(v *node, key string) []namedPlace {
	switch {
	case key == "secrets":
		return itemNames(v.get("required"), "")
	case key == "queues":
		return itemNames(v.get("producers"), "binding")
	case v.is(array):
		return itemNames(v, "binding")
	case v.get("bindings").is(array):
		return itemNames(v.get("bindings"), "name")
	case v.get("binding") != nil:
		return []namedPlace{{v.get("binding").string(), v.get("binding").pos}}
	case key != "vars" && !strings.HasSuffix(key, "_blobs") && key != "wasm_modules":
		return nil
	}
	var names []namedPlace
	if v.is(object) {
		for _, e := range v.entries {
			names = append(names, namedPlace{e.key, e.pos})
		}
	}
	return names
}

// itemNames gives the name field of each item, or the items themselves.
func itemNames(v *node, field string) []namedPlace {
	if !v.is(array) {
		return nil
	}
	var names []namedPlace
	for _, item := range v.items {
		if field != "" {
			item = item.get(field)
		}
		if item.is(text) {
			names = append(names, namedPlace{item.str, item.pos})
		}
	}
	return names
}
