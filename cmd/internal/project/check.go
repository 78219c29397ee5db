package project

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// scope is what a check knows besides its value.
type scope struct {
	env string // the environment being checked; "" for the top level
	top *node  // the top level, when checking an environment
}

// path names a field as wrangler does in most texts.
func (s scope) path(field string) string {
	if s.top == nil {
		return field
	}
	return "env." + s.env + "." + field
}

// check validates a field. The value is nil when the field is not there.
type check func(r *report, s scope, field string, v *node) bool

func checkString(r *report, _ scope, field string, v *node) bool {
	if v == nil || v.kind == text {
		return true
	}
	r.error(v.pos, `Expected "%s" to be of type string but got %s.`, field, v.json())
	return false
}

func checkBoolean(r *report, _ scope, field string, v *node) bool {
	if v == nil || v.kind == boolean {
		return true
	}
	r.error(v.pos, `Expected "%s" to be of type boolean but got %s.`, field, v.json())
	return false
}

func checkStringArray(r *report, _ scope, field string, v *node) bool {
	if v == nil || v.kind == array && len(v.strings()) == len(v.items) {
		return true
	}
	r.error(v.pos, `Expected "%s" to be of type string array but got %s.`, field, v.json())
	return false
}

var workerName = regexp.MustCompile(`^$|^[a-z0-9_][a-z0-9-_]*$`)

// checkName follows DO-MIG-33.
func checkName(r *report, _ scope, field string, v *node) bool {
	if v == nil || v.kind == text && workerName.MatchString(v.str) {
		return true
	}
	d := r.error(v.pos, `Expected "%s" to be of type string, alphanumeric and lowercase with dashes only but got %s.`, field, v.json())
	if better := deriveName(v.string()); v.kind == text && better != "" {
		d.Hint = "use " + quote(better)
	}
	return false
}

// checkDate follows DO-MIG-41.
func checkDate(r *report, s scope, field string, v *node) bool {
	if v == nil {
		return true
	}
	if v.kind != text {
		return checkString(r, s, field, v)
	}
	valid := true
	if strings.ContainsAny(v.str, "–—") {
		r.error(v.pos, `"%s" field should use ISO-8601 accepted hyphens (-) rather than en-dashes (–) or em-dashes (—).`, field)
		valid = false
	}
	if !looksLikeDate(strings.NewReplacer("–", "-", "—", "-").Replace(v.str)) {
		r.error(v.pos, `"%s" field should be a valid ISO-8601 date (YYYY-MM-DD), but got %s.`, field, quote(v.str))
		valid = false
	}
	return valid
}

// fullDate is what JavaScript's Date takes even where the month is shorter: it rolls over.
var fullDate = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)

// looksLikeDate accepts the common ways of writing a date that JavaScript's Date takes. What is
// not YYYY-MM-DD is refused later, by the runtime's own check.
func looksLikeDate(s string) bool {
	if fullDate.MatchString(s) {
		return true
	}
	for _, layout := range []string{
		"2006-1-2", "2006-1", "2006", "2006/1/2", "1-2-2006", "1/2/2006",
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04",
	} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// oneOf checks an optional choice.
func oneOf(choices ...string) check {
	return func(r *report, _ scope, field string, v *node) bool {
		if v == nil || v.kind == text && slices.Contains(choices, v.str) {
			return true
		}
		r.error(v.pos, `Expected "%s" field to be one of %s but got %s.`, field, jsonList(choices), v.json()).
			Hint = didYouMean([]string{v.string()}, choices)
		return false
	}
}

func checkNothing(*report, scope, string, *node) bool { return true }

// required checks a field of an object.
func required(r *report, container string, parent *node, key, typ string, choices ...string) bool {
	if container != "" {
		container += "."
	}
	v := parent.get(key)
	if v == nil {
		r.error(placeOf(parent), `"%s%s" is a required field.`, container, key)
		return false
	}
	return typed(r, container+key, v, typ, choices)
}

// optional checks a field of an object, if it is there.
func optional(r *report, container string, parent *node, key, typ string, choices ...string) bool {
	return !parent.has(key) || required(r, container, parent, key, typ, choices...)
}

func typed(r *report, field string, v *node, typ string, choices []string) bool {
	if v.typeOf() != typ {
		r.error(v.pos, `Expected "%s" to be of type %s but got %s.`, field, typ, v.json())
		return false
	}
	return len(choices) == 0 || oneOf(choices...)(r, scope{}, field, v)
}

// typedArray checks an array whose items all have a type. parent gives the place when it is missing.
func typedArray(r *report, field string, v, parent *node, typ string) bool {
	if !v.is(array) {
		r.error(placeOf(v, parent), `Expected "%s" to be an array of %ss but got %s`, field, typ, v.json())
		return false
	}
	valid := true
	for _, item := range v.items {
		if item.typeOf() != typ {
			valid = false
		}
	}
	for i, item := range v.items {
		typed(r, field+".["+strconv.Itoa(i)+"]", item, typ, nil)
	}
	return valid
}

func optionalTypedArray(r *report, field string, v *node, typ string) bool {
	return v == nil || typedArray(r, field, v, nil, typ)
}

// known warns of keys that are none of the known ones.
func known(r *report, path string, v *node, keys ...string) bool {
	return knownWith(r, path, v, keys, keys)
}

// knownWith is known where only some of the keys are worth suggesting.
func knownWith(r *report, path string, v *node, keys, suggest []string) bool {
	if !v.is(object) {
		return true
	}
	var unknown, quoted []string
	var at position
	for _, e := range v.entries {
		if slices.Contains(keys, e.key) {
			continue
		}
		if len(unknown) == 0 {
			at = e.pos
		}
		unknown = append(unknown, e.key)
		quoted = append(quoted, `"`+e.key+`"`)
	}
	if len(unknown) == 0 {
		return true
	}
	r.warn(at, `Unexpected fields found in %s field: %s`, path, strings.Join(quoted, ",")).
		Hint = didYouMean(unknown, suggest)
	return false
}

// hasString is wrangler's isRequiredProperty(v, key, "string").
func hasString(v *node, key string) bool { return v.get(key).is(text) }

// stringIfAny is wrangler's isOptionalProperty(v, key, "string").
func stringIfAny(v *node, key string) bool { return !v.has(key) || hasString(v, key) }

// isObject is the test wrangler makes of a binding: arrays pass it.
func isObject(v *node) bool { return v.is(object) || v.is(array) || v.is(date) }

// placeOf gives the place of the first value that is there.
func placeOf(nodes ...*node) position {
	for _, n := range nodes {
		if n != nil {
			return n.pos
		}
	}
	return position{}
}

func jsonList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// english joins a list as Intl.ListFormat does for en-US.
func english(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	case 2:
		return list[0] + " and " + list[1]
	default:
		return strings.Join(list[:n-1], ", ") + ", and " + list[n-1]
	}
}
