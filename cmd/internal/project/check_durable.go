package project

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// checkDurableObjects follows DO-MIG-1.
func checkDurableObjects(r *report, s scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	path := s.path(field)
	if v.kind != object {
		r.error(v.pos, `The field "%s" should be an object but got %s.`, path, v.json())
		return false
	}
	known(r, path, v, "bindings", "code_update_strategy")
	valid := checkDurableBindings(r, s, field, v)
	if strategy := v.get("code_update_strategy"); strategy != nil {
		valid = checkUpdateStrategy(r, path+".code_update_strategy", strategy) && valid
	}
	return valid
}

func checkDurableBindings(r *report, s scope, field string, v *node) bool {
	path := s.path(field)
	bindings := v.get("bindings")
	if bindings != nil && bindings.kind != array {
		r.error(bindings.pos, `The field "%s.bindings" should be an array but got %s.`, path, bindings.json())
		return false
	}
	valid := true
	if bindings != nil {
		for i, binding := range bindings.items {
			name := fmt.Sprintf("%s.bindings[%d]", path, i)
			child := r.child(fmt.Sprintf(`"%s": %s`, name, binding.json()))
			valid = checkDurableBinding(child, name, binding) && valid
		}
	}
	if valid {
		warnMissingDurable(r, s, field, v)
	}
	return valid
}

// warnMissingDurable tells which bindings of the top level an environment does not repeat (DO-MIG-2).
func warnMissingDurable(r *report, s scope, field string, v *node) {
	repeated := map[string]bool{}
	for _, b := range bindingNames(v, field) {
		repeated[b.name] = true
	}
	var missing []string
	for _, b := range bindingNames(s.top.get(field), field) {
		if !repeated[b.name] {
			missing = append(missing, "- "+b.name)
		}
	}
	if len(missing) > 0 {
		r.warn(v.pos, `The following bindings are at the top level, but not on "env.%s".
This is not what you probably want, since "%s" configuration is not inherited by environments.
Please add a binding for each to "%s.bindings":
%s`, s.env, field, s.path(field), strings.Join(missing, "\n"))
	}
}

func checkDurableBinding(r *report, field string, v *node) bool {
	if !isObject(v) {
		r.error(v.pos, `Expected "%s" to be an object but got %s`, field, v.json())
		return false
	}
	valid := true
	fail := func(at position, format string, args ...any) {
		r.error(at, format, args...)
		valid = false
	}
	for _, key := range []string{"name", "class_name"} {
		if !hasString(v, key) {
			fail(placeOf(v.get(key), v), `binding should have a string "%s" field.`, key)
		}
	}
	for _, key := range []string{"script_name", "environment"} {
		if !stringIfAny(v, key) {
			fail(v.get(key).pos, `the field "%s", when present, should be a string.`, key)
		}
	}
	if v.has("environment") && !v.has("script_name") {
		fail(v.entry("environment").pos, `binding should have a "script_name" field if "environment" is present.`)
	}
	valid = checkRemote(r, field, v) && valid
	known(r, field, v, "class_name", "environment", "name", "script_name")
	return valid
}

const maxUpdateDelay = 24 * 60 * 60 // seconds

func checkUpdateStrategy(r *report, path string, v *node) bool {
	if v.kind != object {
		r.error(v.pos, `The field "%s" should be an object but got %s.`, path, v.json())
		return false
	}
	known(r, path, v, "mode", "max_delay")
	valid := required(r, path, v, "mode", "string", "immediate", "deferred")
	delay := v.get("max_delay")
	if delay == nil {
		return valid
	}
	if !typed(r, path+".max_delay", delay, "number", nil) {
		return false
	}
	if d := delay.num; math.IsNaN(d) || d < 0 || d > maxUpdateDelay {
		r.error(delay.pos, `Expected "%s.max_delay" to be between 0 and %d seconds but got %s.`, path, maxUpdateDelay, delay.json())
		return false
	}
	ms := delay.num * 1000
	if whole := math.Round(ms); delay.num > 0 && whole == 0 || math.Abs(ms-whole) > 1e-6 {
		r.error(delay.pos, `Expected "%s.max_delay" to use millisecond precision but got %s.`, path, delay.json())
		return false
	}
	return valid
}

// migrationKeys are the keys of one migration.
var migrationKeys = []string{"tag", "new_classes", "new_sqlite_classes", "renamed_classes", "deleted_classes", "transferred_classes"}

// checkMigrations follows DO-MIG-10 and DO-MIG-11.
func checkMigrations(r *report, _ scope, field string, v *node) bool {
	if !v.present() {
		return true
	}
	if v.kind != array {
		r.error(v.pos, `The optional "%s" field should be an array, but got %s`, field, v.json())
		return false
	}
	valid := true
	for i, m := range v.items {
		path := fmt.Sprintf("migrations[%d]", i)
		valid = known(r, "migrations", m, migrationKeys...) && valid
		valid = required(r, path, m, "tag", "string") && valid
		valid = optionalTypedArray(r, path+".new_classes", m.get("new_classes"), "string") && valid
		valid = optionalTypedArray(r, path+".new_sqlite_classes", m.get("new_sqlite_classes"), "string") && valid
		valid = checkMoves(r, path+".renamed_classes", m.get("renamed_classes"), "from", "to") && valid
		valid = checkMoves(r, path+".transferred_classes", m.get("transferred_classes"), "from", "from_script", "to") && valid
		valid = optionalTypedArray(r, path+".deleted_classes", m.get("deleted_classes"), "string") && valid
	}
	return valid
}

// checkMoves checks a list of objects that each have some texts.
func checkMoves(r *report, path string, v *node, keys ...string) bool {
	if v == nil {
		return true
	}
	bad := func(item *node) bool {
		return slices.ContainsFunc(keys, func(key string) bool { return !hasString(item, key) })
	}
	if v.kind == array && !slices.ContainsFunc(v.items, bad) {
		return true
	}
	r.error(v.pos, `Expected "%s" to be an array of "{%s: string}" objects but got %s.`, path, strings.Join(keys, ": string, "), v.json())
	return false
}

// checkLifecycle warns of bound classes that nothing declares (DO-MIG-15) and refuses two ways of
// declaring them (DO-MIG-21).
func checkLifecycle(r *report, configPath string, get func(key string) *node) {
	migrations, exports := get("migrations"), get("exports")
	declared := migrations.is(array) && len(migrations.items) > 0
	if !declared {
		warnUndeclared(r, configPath, get("durable_objects").get("bindings"), exports)
		return
	}
	if !exports.is(object) {
		return
	}
	for _, e := range exports.entries {
		if e.value.get("type").string() == "durable-object" {
			r.error(e.pos, "`migrations` and `exports` are mutually exclusive. Choose one or the other to declare your Durable Object lifecycle, but not both.")
			return
		}
	}
}

func warnUndeclared(r *report, configPath string, bindings, exports *node) {
	if !bindings.is(array) {
		return
	}
	var classes []string
	var at position
	for _, b := range bindings.items {
		class := b.get("class_name")
		if b.get("script_name").truthy() || liveExport(exports.get(class.string())) {
			continue
		}
		if !class.is(text) {
			return
		}
		if len(classes) == 0 {
			at = class.pos
		}
		classes = append(classes, class.str)
	}
	if len(classes) == 0 {
		return
	}
	snippet := exportsSnippet(configPath, classes)
	r.warn(at, "In your %s file, you have configured `durable_objects` exported by this Worker (%s), but no live `exports` entry for them. "+
		"This may not work as expected until you add a live `durable-object` entry to `exports` for each. Add the following configuration:\n\n```\n%s\n```",
		configName(configPath), strings.Join(classes, ", "), snippet)
}

// exportsSnippet is the configuration that declares classes, in the format of the file.
func exportsSnippet(configPath string, classes []string) string {
	classes, _ = distinctAndRepeated(classes)
	var b strings.Builder
	if strings.HasSuffix(configPath, ".toml") {
		for _, class := range classes {
			fmt.Fprintf(&b, "[exports.%s]\ntype = \"durable-object\"\nstorage = \"sqlite\"\n\n", class)
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	b.WriteString("{\n  \"exports\": {\n")
	for i, class := range classes {
		fmt.Fprintf(&b, "    %s: {\n      \"type\": \"durable-object\",\n      \"storage\": \"sqlite\"\n    }", quote(class))
		if i < len(classes)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("  }\n}")
	return b.String()
}
