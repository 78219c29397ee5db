package project

import (
	"encoding/json"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// resolve turns the active configuration, which is valid, into a Project.
func (l *loader) resolve() *Project {
	a := l.active
	p := &Project{
		ConfigPath:         l.loc.config,
		UserConfigPath:     l.loc.userConfig,
		Root:               l.userRoot(),
		Env:                l.env,
		CompatibilityDate:  a.get("compatibility_date").string(),
		CompatibilityFlags: a.get("compatibility_flags").strings(),
		DurableObjects:     durableObjects(a.path("durable_objects", "bindings")),
		Migrations:         migrations(a.get("migrations")),
		Exports:            exports(a.get("exports")),
		KVNamespaces:       kvNamespaces(a.get("kv_namespaces")),
		D1Databases:        d1Databases(a.get("d1_databases")),
		R2Buckets:          r2Buckets(a.get("r2_buckets")),
		QueueProducers:     queueProducers(a.get("queues")),
		QueueConsumers:     queueConsumers(a.get("queues")),
		Workflows:          workflows(a.get("workflows")),
		Services:           services(a.get("services")),
		Routes:             routes(a),
		Crons:              a.path("triggers", "crons").strings(),
		Dev:                dev(a.get("dev")),
		Raw:                map[string]json.RawMessage{},
		sources:            map[string]position{},
		config:             l.file,
	}
	p.Bundle = l.bundle()
	p.Build = l.build()
	p.Assets = l.assets()
	p.Main = l.main()
	for _, b := range bindingNames(a.get("worker_loaders"), "worker_loaders") {
		p.WorkerLoaders = append(p.WorkerLoaders, b.name)
	}
	p.UnsupportedBindings = unsupported(a)
	p.Products = l.products(a)
	l.name(p)
	l.redirectNote(p)
	for _, e := range a.entries {
		p.Raw[e.key] = json.RawMessage(e.value.json())
		p.sources[e.key] = e.value.pos
	}
	if l.opts.Script != "" {
		delete(p.sources, "main")
	}
	return p
}

// name settles the Worker's name. Unlike wrangler, a project without a name gets a stable one, from
// its directory, rather than a new random one at every start (DO-ID-7).
func (l *loader) name(p *Project) {
	p.Name = l.active.get("name").string()
	if l.opts.Name != "" {
		p.Name = l.opts.Name
	}
	if p.Name != "" {
		return
	}
	p.NameDerived = true
	p.Name = deriveName(filepath.Base(p.Root))
	if p.Name == "" {
		p.Name = "worker"
	}
	if l.env != "" {
		p.Name += "-" + l.env
	}
}

func (l *loader) redirectNote(p *Project) {
	if !l.loc.redirected() {
		return
	}
	user := "<no user config found>"
	if l.loc.userConfig != "" {
		user = relative(l.opts.Dir, l.loc.userConfig)
	}
	p.Notes = append(p.Notes, "Using redirected Wrangler configuration.\n"+
		" - Configuration being used: \""+relative(l.opts.Dir, l.loc.config)+"\"\n"+
		" - Original user's configuration: \""+user+"\"\n"+
		" - Deploy configuration file: \""+relative(l.opts.Dir, l.loc.redirect)+"\"")
}

// main is the entry file: the script of the command line, or the configuration's.
func (l *loader) main() string {
	if l.opts.Script != "" {
		return l.opts.Script
	}
	return l.beside(firstPresent(l.active.get("main"), l.active.path("site", "entry-point")))
}

// beside resolves a path of the configuration; "" when it is not there.
func (l *loader) beside(v *node) string {
	if v.string() == "" {
		return ""
	}
	return l.join(v.str)
}

func (l *loader) join(path string) string {
	base := l.opts.Dir
	if l.loc.config != "" {
		base = filepath.Dir(l.loc.config)
	}
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(base, filepath.FromSlash(path))
}

func (l *loader) bundle() Bundle {
	a := l.active
	flag := func(key string, otherwise bool) bool {
		if v := a.get(key); v.is(boolean) {
			return v.bool
		}
		return otherwise
	}
	b := Bundle{
		NoBundle:          flag("no_bundle", false),
		Minify:            flag("minify", false),
		KeepNames:         flag("keep_names", true),
		PreserveFileNames: flag("preserve_file_names", false),
		BaseDir:           l.beside(a.get("base_dir")),
		Define:            textMap(a.get("define")),
		Alias:             textMap(a.get("alias")),
		Tsconfig:          l.beside(a.get("tsconfig")),
		JSXFactory:        "React.createElement",
		JSXFragment:       "React.Fragment",
		Rules:             nil,
	}
	b.FindAdditionalModules = flag("find_additional_modules", b.NoBundle)
	if v := a.get("jsx_factory"); v != nil {
		b.JSXFactory = v.str
	}
	if v := a.get("jsx_fragment"); v != nil {
		b.JSXFragment = v.str
	}
	for _, rule := range itemsOf(a.get("rules")) {
		b.Rules = append(b.Rules, Rule{
			Type:        rule.get("type").string(),
			Globs:       rule.get("globs").strings(),
			Fallthrough: rule.get("fallthrough").is(boolean) && rule.get("fallthrough").bool,
		})
	}
	return b
}

// build is the custom build. Its working directory defaults to where the command was started.
func (l *loader) build() Build {
	v := l.active.get("build")
	b := Build{Command: v.get("command").string()}
	if b.Command == "" {
		return b
	}
	b.Cwd = l.opts.Dir
	if cwd := v.get("cwd").string(); cwd != "" {
		b.Cwd = filepath.Join(l.opts.Dir, filepath.FromSlash(cwd))
		if filepath.IsAbs(cwd) {
			b.Cwd = cwd
		}
	}
	dirs := v.get("watch_dir").strings()
	if dir := v.get("watch_dir").string(); dir != "" {
		dirs = []string{dir}
	}
	if !v.has("watch_dir") {
		dirs = []string{"./src"}
	}
	for _, dir := range dirs {
		b.WatchDir = append(b.WatchDir, l.join(dir))
	}
	return b
}

func (l *loader) assets() *Assets {
	v := l.active.get("assets")
	if !v.is(object) {
		if l.opts.Assets == "" {
			return nil
		}
		return &Assets{Directory: l.opts.Assets}
	}
	a := &Assets{
		Directory: l.beside(v.get("directory")), Binding: v.get("binding").string(), Raw: json.RawMessage(v.json()),
		HTMLHandling: v.get("html_handling").string(), NotFoundHandling: v.get("not_found_handling").string(),
	}
	if l.opts.Assets != "" {
		a.Directory = l.opts.Assets
	}
	first := v.get("run_worker_first")
	a.RunWorkerFirst = first.is(boolean) && first.bool
	for _, pattern := range first.strings() {
		if path, exempt := strings.CutPrefix(pattern, "!"); exempt {
			a.AssetPaths = append(a.AssetPaths, path)
		} else {
			a.WorkerPaths = append(a.WorkerPaths, pattern)
		}
	}
	return a
}

func dev(v *node) Dev {
	integer := func(key string) int {
		if n := v.get(key); n.is(number) {
			return int(n.num)
		}
		return 0
	}
	d := Dev{
		IP:               v.get("ip").string(),
		Port:             integer("port"),
		InspectorPort:    integer("inspector_port"),
		InspectorIP:      v.get("inspector_ip").string(),
		LocalProtocol:    v.get("local_protocol").string(),
		UpstreamProtocol: v.get("upstream_protocol").string(),
		Host:             v.get("host").string(),
	}
	if d.LocalProtocol == "" {
		d.LocalProtocol = "http"
	}
	if d.UpstreamProtocol == "" {
		d.UpstreamProtocol = d.LocalProtocol
	}
	return d
}

// Upstream is where the Worker believes to be served: at the host that the dev section names, or at
// that of the first route. It is nil where neither names one.
func (p *Project) Upstream() *url.URL {
	host := hostOf(p.Dev.Host)
	if host == "" && len(p.Routes) > 0 {
		if host = hostOf(p.Routes[0].Pattern); host == "" {
			host = hostOf(p.Routes[0].ZoneName)
		}
	}
	if host == "" {
		return nil
	}
	return &url.URL{Scheme: p.Dev.UpstreamProtocol, Host: host}
}

// hostOf is the host of a pattern without its wildcards, "" where that leaves none.
func hostOf(pattern string) string {
	if pattern == "" || strings.HasPrefix(pattern, "*/") || strings.HasPrefix(pattern, "http://*/") || strings.HasPrefix(pattern, "https://*/") {
		return ""
	}
	pattern = strings.ReplaceAll(strings.ReplaceAll(pattern, "*.", ""), "*", "")
	if !strings.HasPrefix(pattern, "http://") && !strings.HasPrefix(pattern, "https://") {
		pattern = "http://" + pattern
	}
	u, err := url.Parse(pattern)
	if err != nil {
		return ""
	}
	return u.Host
}

func itemsOf(v *node) []*node {
	if v.is(array) {
		return v.items
	}
	return nil
}

func textMap(v *node) map[string]string {
	m := map[string]string{}
	if v.is(object) {
		for _, e := range v.entries {
			if e.value.is(text) {
				m[e.key] = e.value.str
			}
		}
	}
	return m
}

func sortedKeys(set map[string]bool) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(set)) {
		if set[key] {
			keys = append(keys, key)
		}
	}
	return keys
}

// splitPair splits NAME:VALUE of the command line at the first colon.
func splitPair(s string) (name, value string) {
	name, value, _ = strings.Cut(s, ":")
	return name, value
}
