package project

import (
	"regexp"
	"slices"
)

var exportStorages = []string{"sqlite", "legacy-kv"}

var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// checkExports follows DO-MIG-20 and DO-MIG-22.
func checkExports(r *report, _ scope, field string, v *node) bool {
	if !v.present() {
		return true
	}
	if v.kind != object {
		r.error(v.pos, `The optional "%s" field should be an object keyed by class name, but got %s`, field, v.json())
		return false
	}
	valid := true
	for _, e := range v.entries {
		valid = checkExport(r, e) && valid
	}
	return valid
}

func checkExport(r *report, e entry) bool {
	if !isObject(e.value) {
		r.error(e.value.pos, `"exports.%s" should be an object but got %s.`, e.key, e.value.json())
		return false
	}
	switch e.value.get("type").string() {
	case "durable-object":
		return checkDurableExport(r, e)
	case "worker":
		return checkWorkerExport(r, "exports."+e.key, e.value)
	case "workflow":
		return required(r, "exports."+e.key, e.value, "name", "string")
	}
	r.error(placeOf(e.value.get("type"), e.value), `"exports.%s.type" must be "durable-object", "worker", or "workflow", but got %s.`, e.key, e.value.get("type").json())
	return false
}

func checkDurableExport(r *report, e entry) bool {
	c := exportChecker{r: r, entry: e, valid: true}
	if e.key == "" {
		c.fail(e.pos, `"export" keys cannot be the empty string.`)
	}
	state := e.value.get("state")
	if state == nil || state.is(text) && state.str == "created" {
		c.storage("created")
		c.container()
		c.allow("type", "state", "storage", "container")
		return c.valid
	}
	switch state.string() {
	case "deleted":
		c.allow("type", "state")
	case "renamed":
		c.renamed()
		c.allow("type", "state", "renamed_to")
	case "transferred":
		c.nonEmpty("transferred_to", "transferred")
		c.allow("type", "state", "transferred_to")
	case "expecting-transfer":
		c.storage("expecting-transfer")
		c.nonEmpty("transfer_from", "expecting-transfer")
		c.container()
		c.allow("type", "state", "storage", "transfer_from", "container")
	default:
		c.fail(state.pos, `"exports.%s.state" must be one of "created", "deleted", "renamed", "transferred", or "expecting-transfer" but got %s.`, e.key, state.json())
	}
	return c.valid
}

// exportChecker checks the fields of one Durable Object export.
type exportChecker struct {
	r *report
	entry
	valid bool
}

func (c *exportChecker) fail(at position, format string, args ...any) {
	c.r.error(at, format, args...)
	c.valid = false
}

// place is where a field is, or where its object is.
func (c *exportChecker) place(key string) position {
	return placeOf(c.value.get(key), c.value)
}

func (c *exportChecker) storage(state string) {
	v := c.value.get("storage")
	if v.is(text) && slices.Contains(exportStorages, v.str) {
		return
	}
	c.fail(c.place("storage"), `"exports.%s.storage" is required for state "%s" and must be one of %s, but got %s`,
		c.key, state, english(exportStorages), v.json())
}

func (c *exportChecker) container() {
	v := c.value.get("container")
	switch {
	case v == nil:
	case v.string() == "":
		c.fail(v.pos, `"exports.%s.container" must be a non-empty string naming a container in the "containers" array, but got %s.`, c.key, v.json())
	case c.value.get("storage").string() == "legacy-kv":
		c.fail(v.pos, `"exports.%s.container" requires "storage" to be "sqlite". Containers are not supported on Durable Objects using the "legacy-kv" storage backend.`, c.key)
	}
}

func (c *exportChecker) nonEmpty(key, state string) bool {
	if c.value.get(key).string() != "" {
		return true
	}
	c.fail(c.place(key), `"exports.%s.%s" is required for state "%s" and must be a non-empty string.`, c.key, key, state)
	return false
}

func (c *exportChecker) renamed() {
	if !c.nonEmpty("renamed_to", "renamed") {
		return
	}
	to := c.value.get("renamed_to")
	if !identifier.MatchString(to.str) {
		c.fail(to.pos, `"exports.%s.renamed_to" must be a valid JavaScript identifier (got "%s").`, c.key, to.str)
	}
	if to.str == c.key {
		c.fail(to.pos, `"exports.%s.renamed_to" cannot equal the source class name "%[1]s".`, c.key)
	}
}

func (c *exportChecker) allow(keys ...string) {
	state := "created"
	if s := c.value.get("state"); s != nil {
		state = s.string()
	}
	var last position
	for _, e := range c.value.entries {
		if slices.Contains(keys, e.key) {
			continue
		}
		last = e.pos
		c.fail(e.pos, `"exports.%s.%s" is forbidden on state "%s".`, c.key, e.key, state)
		c.r.errors[len(c.r.errors)-1].Hint = didYouMean([]string{e.key}, keys)
	}
	if last != (position{}) {
		c.fail(last, "Allowed properties are: %s.", english(keys))
	}
}

func checkWorkerExport(r *report, field string, v *node) bool {
	valid := known(r, field, v, "type", "cache")
	cache := v.get("cache")
	if cache == nil {
		return valid
	}
	if cache.kind != object {
		r.error(cache.pos, `"%s.cache" should be an object but got %s.`, field, cache.json())
		return false
	}
	valid = required(r, field+".cache", cache, "enabled", "boolean") && valid
	return known(r, field+".cache", cache, "enabled") && valid
}

// liveExport tells whether an export gives a class a namespace.
func liveExport(v *node) bool {
	if v.get("type").string() != "durable-object" {
		return false
	}
	state := v.get("state")
	return state == nil || slices.Contains([]string{"created", "expecting-transfer"}, state.string())
}
