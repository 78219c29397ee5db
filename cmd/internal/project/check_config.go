package project

import (
	"fmt"
	"slices"
	"strings"
)

const msgNodeCompat = "Removed: \"node_compat\":\nThe \"node_compat\" field is no longer supported as of Wrangler v4. Instead, use the `nodejs_compat` compatibility flag. " +
	"This includes the functionality from legacy `node_compat` polyfills and natively implemented Node.js APIs. " +
	"See https://developers.cloudflare.com/workers/runtime-apis/nodejs for more information."

const msgLegacyEnv = `The "legacy_env" field is no longer supported, so please remove it from your configuration file.
Service environments have been removed, and each environment is now deployed as its own Worker named "<name>-<environment>". This matches the behaviour of "legacy_env = true", which was the default, so removing the field will not change how your Worker is deployed.
Refer to https://developers.cloudflare.com/workers/wrangler/environments/ for more information.`

// check validates the configuration, merges the environment into l.active, and reports whether
// there is no error.
func (l *loader) check() bool {
	heading := "Processing wrangler configuration:"
	if l.loc.config != "" {
		heading = fmt.Sprintf("Processing %s configuration:", relative(l.opts.Dir, l.loc.config))
	}
	r := &report{heading: heading, file: l.file}

	l.checkTop(r)
	l.checkEnvironment(r, scope{}, l.root)
	l.active = l.merge(nil)
	checkLifecycle(r, l.loc.config, l.active.get)
	l.chooseEnvironment(r)
	l.checkSections(r)
	uniqueNames(r, l.active.get)
	keys := append(environmentKeys(), topLevelKeys...)
	knownWith(r, "top-level", l.root, append(keys, generatedKeys...), keys)

	blocks := r.blocks()
	l.found = append(l.found, blocks...)
	l.found = append(l.found, l.duplicateKeys(l.root)...)
	return !hasErrors(blocks)
}

// checkTop checks the keys only the top level has, up to where wrangler turns to the environment.
func (l *loader) checkTop(r *report) {
	if e := l.root.entry("legacy_env"); e != nil {
		if !l.loc.redirected() {
			r.error(e.pos, "%s", msgLegacyEnv)
		}
		l.root.remove("legacy_env")
	}
	optional(r, "", l.root, "send_metrics", "boolean")
	if v := l.root.get("dependencies_instrumentation"); v != nil && optional(r, "", l.root, "dependencies_instrumentation", "object") {
		optional(r, "dependencies_instrumentation", v, "enabled", "boolean")
		optionalTypedArray(r, "dependencies_instrumentation.exclude_packages", v.get("exclude_packages"), "string")
		known(r, "dependencies_instrumentation", v, "enabled", "exclude_packages")
	}
	optional(r, "", l.root, "keep_vars", "boolean")
	optionalTypedArray(r, "addresses", l.root.get("addresses"), "string")
	optional(r, "", l.root, "pages_build_output_dir", "string")
	optional(r, "", l.root, "$schema", "string")
}

// checkEnvironment checks the keys of an environment, or of the top level.
func (l *loader) checkEnvironment(r *report, s scope, env *node) {
	if e := env.entry("node_compat"); e != nil {
		r.error(e.pos, "%s", msgNodeCompat)
		env.remove("node_compat")
	}
	if e := env.entry("unsafe"); e != nil && l.opts.Getenv("WRANGLER_DISABLE_EXPERIMENTAL_WARNING") == "" {
		if s.top == nil || !s.top.has("unsafe") {
			r.warn(e.pos, `"unsafe" fields are experimental and may change or break at any time.`)
		}
	}
	for _, f := range environmentFields {
		v := env.get(f.key)
		if v == nil && !f.inherit && s.top.has(f.key) {
			warnNotInherited(r, s, f.key, env)
			continue
		}
		f.check(r, s, f.key, v)
		switch f.key {
		case "account_id":
			emptyAccountID(r, env)
		case "routes":
			oneRoute(r, env)
			warnCustomDomains(r, s, env)
		case "preview_urls":
			checkBuild(r, firstPresent(env.get("build"), s.top.get("build")))
		}
	}
}

func emptyAccountID(r *report, env *node) {
	if v := env.get("account_id"); v.is(text) && v.str == "" {
		r.warn(v.pos, "The \"account_id\" field in your configuration is an empty string and will be ignored.\nPlease remove the \"account_id\" field from your configuration.")
	}
}

func oneRoute(r *report, env *node) {
	if route, routes := env.get("route"), env.entry("routes"); routes != nil && route != nil && route.string() != "" {
		r.error(routes.pos, `Expected exactly one of the following fields ["routes","route"].`)
	}
}

// warnNotInherited tells that an environment lacks what only the top level has (DO-MIG-2).
func warnNotInherited(r *report, s scope, key string, env *node) {
	r.warn(env.pos, `"%[1]s" exists at the top level, but not on "env.%[2]s".
This is not what you probably want, since "%[1]s" is not inherited by environments.
Please add "%[1]s" to "env.%[2]s".`, key, s.env)
}

// chooseEnvironment checks the chosen environment and makes it the active one.
func (l *loader) chooseEnvironment(r *report) {
	envs := l.root.get("env")
	if l.loc.redirected() {
		l.refuseEnvironments(r, envs)
		return
	}
	if l.env == "" {
		return
	}
	env := envs.get(l.env)
	if env == nil {
		l.unknownEnvironment(r, envs)
		l.active = l.merge(l.root)
		return
	}
	s := scope{env: l.env, top: l.root}
	child := r.child(fmt.Sprintf(`"env.%s" environment configuration`, l.env))
	l.checkEnvironment(child, s, env)
	l.active = l.merge(env)
	checkLifecycle(child, l.loc.config, l.active.get)
	known(child, "env."+l.env, env, environmentKeys()...)
}

func (l *loader) refuseEnvironments(r *report, envs *node) {
	if !envs.is(object) || len(envs.entries) == 0 {
		return
	}
	var names []string
	for _, e := range envs.entries {
		names = append(names, "\t- "+e.key)
	}
	r.error(envs.pos, `Redirected configurations cannot include environments but the following have been found:
%s


Such configurations are generated by tools, meaning that one of the tools
your application is using is generating the incorrect configuration.
Report this issue to the tool's author so that this can be fixed there.`, strings.Join(names, "\n"))
}

func (l *loader) unknownEnvironment(r *report, envs *node) {
	var names []string
	if envs.is(object) {
		for _, e := range envs.entries {
			names = append(names, e.key)
		}
	}
	listed := ""
	if envs != nil {
		listed = fmt.Sprintf("The available configured environment names are: %s\n", jsonList(names))
	}
	msg := fmt.Sprintf("No environment found in configuration with name \"%[1]s\".\nBefore using `--env=%[1]s` there should be an equivalent environment section in the configuration.\n%[2]s\nConsider adding an environment configuration section to the %[3]s file:\n```\n[env.%[1]s]\n```\n",
		l.env, listed, configName(l.loc.config))
	if envs == nil {
		r.warn(position{1, 1}, "%s", msg)
		return
	}
	r.error(envs.pos, "%s", msg).Hint = didYouMean([]string{l.env}, names)
}

func warnCustomDomains(r *report, s scope, env *node) {
	routes := s.top.get("routes") // nil at the top level
	if env.has("routes") || !routes.is(array) {
		return
	}
	var domains []string
	for _, route := range routes.items {
		if v := route.get("custom_domain"); v.is(boolean) && v.bool {
			domains = append(domains, route.get("pattern").string())
		}
	}
	if len(domains) == 0 {
		return
	}
	r.warn(routes.pos, "The \"env.%[1]s\" environment inherits the top-level `routes` configuration, which includes the custom domain(s): %[2]s. Deploying this environment will reassign these custom domains away from the top-level Worker. "+
		"Add `\"routes\": []` to \"env.%[1]s\" to prevent inheritance, or copy the route configuration from the top level to hide this warning.", s.env, strings.Join(domains, ", "))
}

// checkSections checks what wrangler checks after the environment.
func (l *loader) checkSections(r *report) {
	checkDev(r, l.root.get("dev"))
	if site := l.root.get("site"); site.is(object) {
		known(r, "site", site, "bucket", "include", "exclude", "entry-point")
		required(r, "site", site, "bucket", "string")
	}
	checkAlias(r, l.root.get("alias"))
	for _, key := range []string{"wasm_modules", "text_blobs", "data_blobs"} {
		checkPaths(r, key, l.root.get(key))
	}
}

// merge gives the resolved configuration. env is nil for the top level, and the root itself for an
// environment that is not configured: then everything counts, under the environment's name.
func (l *loader) merge(env *node) *node {
	merged := &node{kind: object, pos: position{1, 1}}
	for _, f := range environmentFields {
		from := l.root
		if env != nil && env != l.root && (!f.inherit || env.get(f.key).present()) {
			from = env
		}
		e := from.entry(f.key)
		if e == nil || !e.value.present() {
			continue
		}
		value := e.value
		if f.key == "name" && env != nil && from == l.root && value.string() != "" {
			value = &node{kind: text, pos: value.pos, str: value.str + "-" + l.env}
		}
		merged.set(f.key, e.pos, value)
	}
	for _, e := range l.root.entries {
		if slices.Contains(topLevelKeys, e.key) && e.key != "env" {
			merged.set(e.key, e.pos, e.value)
		}
	}
	return merged
}

// duplicateKeys warns of keys written twice, which JSON lets pass.
func (l *loader) duplicateKeys(n *node) []Diagnostic {
	if n == nil {
		return nil
	}
	var list []Diagnostic
	for _, e := range n.twice {
		list = append(list, l.file.diagnostic(SeverityWarning, e.pos, fmt.Sprintf("%q is written more than once in the same object; only the last one counts.", e.key)))
	}
	for _, item := range n.items {
		list = append(list, l.duplicateKeys(item)...)
	}
	for _, e := range n.entries {
		list = append(list, l.duplicateKeys(e.value)...)
	}
	return list
}

func firstPresent(nodes ...*node) *node {
	for _, n := range nodes {
		if n.present() {
			return n
		}
	}
	return nil
}
