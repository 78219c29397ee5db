package project

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

func checkRoute(r *report, _ scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	if v.kind == text && v.str == "" {
		r.warn(v.pos, "The \"%s\" field in your configuration is an empty string and will be ignored.\nPlease remove the \"%s\" field from your configuration.", field, field)
		return true
	}
	if !validRoute(v) {
		r.error(v.pos, `Expected "%s" to be either a string, or an object with shape { pattern, custom_domain, zone_id | zone_name, enabled, previews_enabled }, but got %s.`, field, v.json())
		return false
	}
	return true
}

func checkRoutes(r *report, _ scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	if v.kind != array {
		r.error(v.pos, `Expected "%s" to be an array but got %s.`, field, v.json())
		return false
	}
	var bad []string
	var at position
	for _, item := range v.items {
		if validRoute(item) {
			continue
		}
		if len(bad) == 0 {
			at = item.pos
		}
		bad = append(bad, item.json())
	}
	if len(bad) == 0 {
		return true
	}
	r.error(at, `Expected "%s" to be an array of either strings or objects with the shape { pattern, custom_domain, zone_id | zone_name, enabled, previews_enabled }, but these weren't valid: %s.`,
		field, indentJSON("["+strings.Join(bad, ",")+"]"))
	return false
}

func validRoute(v *node) bool {
	if v.is(text) {
		return v.str != ""
	}
	if !v.is(object) || !hasString(v, "pattern") {
		return false
	}
	is := func(key string, k kind) bool { return v.get(key).is(k) }
	zoneID, zoneName, custom := is("zone_id", text), is("zone_name", text), is("custom_domain", boolean)
	enabled, previews := is("enabled", boolean), is("previews_enabled", boolean)
	recognized := 0
	for _, ok := range []bool{zoneID, zoneName, custom, enabled, previews} {
		if ok {
			recognized++
		}
	}
	switch {
	case recognized != len(v.entries)-1, zoneID && zoneName, (enabled || previews) && !custom:
		return false
	}
	return zoneID || zoneName || custom
}

func checkBuild(r *report, v *node) {
	if !v.is(object) {
		return
	}
	known(r, "build", v, "command", "cwd", "watch_dir")
	optional(r, "build", v, "command", "string")
	optional(r, "build", v, "cwd", "string")
	if dirs := v.get("watch_dir"); dirs.is(array) {
		typedArray(r, "build.watch_dir", dirs, v, "string")
		return
	}
	optional(r, "build", v, "watch_dir", "string")
}

func checkRules(r *report, s scope, field string, v *node) bool {
	if !v.present() {
		return true
	}
	path := s.path(field)
	if v.kind != array {
		r.error(v.pos, `The field "%s" should be an array but got %s.`, path, v.json())
		return false
	}
	valid := true
	for i, rule := range v.items {
		valid = checkRule(r, fmt.Sprintf("%s[%d]", path, i), rule) && valid
	}
	return valid
}

var ruleTypes = []string{"ESModule", "CommonJS", "CompiledWasm", "Text", "Data"}

func checkRule(r *report, path string, v *node) bool {
	if !isObject(v) {
		r.error(v.pos, `"%s" should be an object but got %s.`, path, v.json())
		return false
	}
	valid := true
	if typ := v.get("type"); !typ.is(text) || !slices.Contains(ruleTypes, typ.str) {
		r.error(placeOf(typ, v), `bindings should have a string "type" field, which contains one of "ESModule", "CommonJS", "CompiledWasm", "Text", or "Data".`).
			Hint = didYouMean([]string{typ.string()}, ruleTypes)
		valid = false
	}
	valid = typedArray(r, path+".globs", v.get("globs"), v, "string") && valid
	if fall := v.get("fallthrough"); fall != nil && fall.kind != boolean {
		r.error(fall.pos, `the field "fallthrough", when present, should be a boolean.`)
		valid = false
	}
	return valid
}

func checkDefine(r *report, s scope, field string, v *node) bool {
	path := s.path(field)
	if v != nil && !isObject(v) {
		r.error(v.pos, "The field \"%s\" should be an object but got %s.\n", path, v.json())
		return false
	}
	valid := true
	for _, e := range members(v) {
		if !e.value.is(text) {
			r.error(e.value.pos, `The field "%s.%s" should be a string but got %s.`, path, e.key, e.value.json())
			valid = false
		}
	}
	top := s.top.get(field)
	if v == nil || !top.is(object) || len(top.entries) == 0 {
		return valid
	}
	if missing := missingKeys(top, v); len(missing) > 0 {
		r.warn(v.pos, `The following define entries exist at the top level, but not on "%s".
This is probably not what you want, since "define" configuration is not inherited by environments.
Please add these entries to "env.%s.define":
%s`, path, s.env, strings.Join(missing, "\n"))
	}
	for _, e := range v.entries {
		if !top.has(e.key) {
			r.warn(e.pos, `"%[1]s" exists on "env.%[2]s", but not on the top level.
This is not what you probably want, since "define" configuration within environments can only override existing top level "define" configuration
Please remove "%[3]s.%[1]s", or add "define.%[1]s".`, e.key, s.env, path)
		}
	}
	return valid
}

func checkVars(r *report, s scope, field string, v *node) bool {
	path := s.path(field)
	if v != nil && !isObject(v) {
		r.error(v.pos, "The field \"%s\" should be an object but got %s.\n", path, v.json())
		return false
	}
	valid := true
	if v.is(object) {
		for _, e := range v.entries {
			if e.value.is(date) {
				r.error(e.value.pos, `The field "%s.%s" is a TOML date, which is not supported. Please use a string instead, e.g. %[2]s = "2025-12-19".`, path, e.key)
				valid = false
			}
		}
	}
	if top := s.top.get(field); v != nil && top.is(object) && len(top.entries) > 0 {
		if missing := missingKeys(top, v); len(missing) > 0 {
			r.warn(v.pos, `The following vars exist at the top level, but not on "%s".
This is probably not what you want, since "vars" configuration is not inherited by environments.
Please add these vars to "env.%s.vars":
%s`, path, s.env, strings.Join(missing, "\n"))
		}
	}
	return valid
}

// missingKeys lists, one per line, the keys of top that v lacks.
func missingKeys(top, v *node) []string {
	var missing []string
	for _, e := range top.entries {
		if !v.has(e.key) {
			missing = append(missing, "- "+e.key)
		}
	}
	return missing
}

func checkSecrets(r *report, s scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	path := s.path(field)
	if v.kind != object {
		r.error(v.pos, `The field "%s" should be an object but got %s.`, path, v.json())
		return false
	}
	known(r, path, v, "required")
	return optionalTypedArray(r, path+".required", v.get("required"), "string")
}

func checkTriggers(r *report, _ scope, field string, v *node) bool {
	if !v.present() {
		return true
	}
	if v.kind != object {
		r.error(v.pos, `Expected "%s" to be of type object but got %s.`, field, v.json())
		return false
	}
	valid := true
	for _, key := range []string{"crons", "events"} {
		if list := v.get(key); list != nil && list.kind != array {
			r.error(list.pos, `Expected "%s.%s" to be of type array, but got %s.`, field, key, v.json())
			valid = false
		}
	}
	return known(r, field, v, "crons", "events") && valid
}

func checkDev(r *report, v *node) {
	if !v.is(object) {
		return
	}
	known(r, "dev", v, "ip", "port", "inspector_port", "inspector_ip", "local_protocol", "upstream_protocol",
		"host", "enable_containers", "container_engine", "generate_types")
	optional(r, "dev", v, "ip", "string")
	optional(r, "dev", v, "port", "number")
	optional(r, "dev", v, "inspector_port", "number")
	optional(r, "dev", v, "inspector_ip", "string")
	optional(r, "dev", v, "local_protocol", "string", "http", "https")
	optional(r, "dev", v, "upstream_protocol", "string", "http", "https")
	optional(r, "dev", v, "host", "string")
	optional(r, "dev", v, "enable_containers", "boolean")
	optional(r, "dev", v, "container_engine", "string")
	optional(r, "dev", v, "generate_types", "boolean")
}

func checkAlias(r *report, v *node) {
	if v == nil {
		return
	}
	if typ := v.typeOf(); typ != "object" {
		r.error(v.pos, "Expected alias to be an object, but got %s", typ)
		return
	}
	for _, e := range v.entries {
		if !e.value.is(text) {
			r.error(e.value.pos, `Expected alias["%s"] to be a string, but got %s`, e.key, e.value.typeOf())
		}
	}
}

func checkPaths(r *report, field string, v *node) {
	if !v.is(object) {
		return
	}
	for _, e := range v.entries {
		checkString(r, scope{}, fmt.Sprintf("%s['%s']", field, e.key), e.value)
	}
}

// indentJSON lays JSON out over lines, as JSON.stringify(value, null, 2) does.
func indentJSON(compact string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(compact), "", "  "); err != nil {
		return compact
	}
	return b.String()
}
