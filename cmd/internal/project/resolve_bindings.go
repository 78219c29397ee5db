package project

import (
	"encoding/json"
	"slices"
)

func durableObjects(v *node) []DOBinding {
	var list []DOBinding
	for _, b := range itemsOf(v) {
		list = append(list, DOBinding{
			Name:        b.get("name").string(),
			ClassName:   b.get("class_name").string(),
			ScriptName:  b.get("script_name").string(),
			Environment: b.get("environment").string(),
			Line:        placeOf(b.get("class_name")).line,
		})
	}
	return list
}

func migrations(v *node) []Migration {
	var list []Migration
	for _, m := range itemsOf(v) {
		list = append(list, Migration{
			Tag:              m.get("tag").string(),
			NewClasses:       m.get("new_classes").strings(),
			NewSQLiteClasses: m.get("new_sqlite_classes").strings(),
			RenamedClasses:   moves(m.get("renamed_classes")),
			DeletedClasses:   m.get("deleted_classes").strings(),
			Transferred:      moves(m.get("transferred_classes")),
		})
	}
	return list
}

func moves(v *node) []Move {
	var list []Move
	for _, m := range itemsOf(v) {
		list = append(list, Move{m.get("from").string(), m.get("from_script").string(), m.get("to").string()})
	}
	return list
}

func exports(v *node) map[string]Export {
	if !v.is(object) {
		return nil
	}
	list := map[string]Export{}
	for _, e := range v.entries {
		x := Export{
			Type:    e.value.get("type").string(),
			State:   e.value.get("state").string(),
			Storage: e.value.get("storage").string(),
			Raw:     json.RawMessage(e.value.json()),

			RenamedTo:     e.value.get("renamed_to").string(),
			TransferredTo: e.value.get("transferred_to").string(),
			TransferFrom:  e.value.get("transfer_from").string(),
		}
		if x.State == "" && x.Type == "durable-object" {
			x.State = "created"
		}
		list[e.key] = x
	}
	return list
}

func kvNamespaces(v *node) []KVNamespace {
	var list []KVNamespace
	for _, b := range itemsOf(v) {
		ns := KVNamespace{Binding: b.get("binding").string()}
		// Locally wrangler prefers the preview namespace, and falls back to the binding's name.
		for _, id := range []string{b.get("preview_id").string(), b.get("id").string(), ns.Binding} {
			if ns.ID == "" {
				ns.ID = id
			}
		}
		list = append(list, ns)
	}
	return list
}

func services(v *node) []Service {
	var list []Service
	for _, b := range itemsOf(v) {
		s := Service{
			Binding:     b.get("binding").string(),
			Service:     b.get("service").string(),
			Environment: b.get("environment").string(),
			Entrypoint:  b.get("entrypoint").string(),
		}
		if props := b.get("props"); props.present() {
			s.Props = json.RawMessage(props.json())
		}
		list = append(list, s)
	}
	return list
}

func routes(a *node) []Route {
	items := itemsOf(a.get("routes"))
	if route := a.get("route"); route != nil && len(items) == 0 {
		items = []*node{route}
	}
	var list []Route
	for _, v := range items {
		switch {
		case v.is(text) && v.str != "":
			list = append(list, Route{Pattern: v.str})
		case v.is(object):
			custom := v.get("custom_domain")
			list = append(list, Route{v.get("pattern").string(), v.get("zone_name").string(), custom.is(boolean) && custom.bool})
		}
	}
	return list
}

// emulatedKinds are the binding kinds a Project has fields for.
var emulatedKinds = []string{"durable_objects", "kv_namespaces", "services", "vars", "secrets", "assets", "worker_loaders",
	"d1_databases", "r2_buckets", "queues", "workflows",
	"ratelimits", "analytics_engine_datasets", "version_metadata", "secrets_store_secrets", "hyperdrive", "send_email"}

func unsupported(a *node) []UnsupportedBinding {
	var list []UnsupportedBinding
	for _, k := range bindingKinds {
		if slices.Contains(emulatedKinds, k.key) {
			continue
		}
		v := a.get(k.key)
		names := bindingNames(v, k.key)
		if k.key == "send_email" || k.key == "ratelimits" {
			names = itemNames(v, "name")
		}
		for _, b := range names {
			list = append(list, UnsupportedBinding{Kind: k.key, Name: b.name, Detail: k.friendly, Line: b.pos.line})
		}
	}
	return list
}
