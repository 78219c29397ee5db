package project

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// addVars collects the variables and secrets of the Worker, the later winning: vars of the
// configuration, the secrets files, --var.
func (l *loader) addVars(p *Project) *Diagnostic {
	vars := varSet{}
	for _, e := range members(l.active.get("vars")) {
		kind := JSON
		if e.value.is(text) {
			kind = PlainText
		}
		vars.put(Var{Name: e.key, Value: json.RawMessage(e.value.json()), Kind: kind, Source: l.loc.config})
	}
	loaded, bad := l.secrets(p)
	if bad != nil {
		return bad
	}
	l.declared(&vars, loaded)
	others := l.otherBindings(p)
	vars.list = slices.DeleteFunc(vars.list, func(v Var) bool { return slices.Contains(others, v.Name) })

	for _, pair := range l.opts.Vars {
		name, value := splitPair(pair)
		vars.put(Var{Name: name, Value: json.RawMessage(quote(value)), Kind: PlainText, Hidden: true, Source: "--var"})
		p.DurableObjects = slices.DeleteFunc(p.DurableObjects, func(b DOBinding) bool { return b.Name == name })
		p.KVNamespaces = slices.DeleteFunc(p.KVNamespaces, func(b KVNamespace) bool { return b.Binding == name })
		p.D1Databases = slices.DeleteFunc(p.D1Databases, func(b D1Database) bool { return b.Binding == name })
		p.Workflows = slices.DeleteFunc(p.Workflows, func(b Workflow) bool { return b.Binding == name })
		p.QueueProducers = slices.DeleteFunc(p.QueueProducers, func(b QueueProducer) bool { return b.Binding == name })
		p.R2Buckets = slices.DeleteFunc(p.R2Buckets, func(b R2Bucket) bool { return b.Binding == name })
		p.WorkerLoaders = slices.DeleteFunc(p.WorkerLoaders, func(b string) bool { return b == name })
		p.Services = slices.DeleteFunc(p.Services, func(b Service) bool { return b.Binding == name })
	}
	p.Vars = vars.list
	return nil
}

// otherBindings lists the names a secret may not take over.
func (l *loader) otherBindings(p *Project) []string {
	var names []string
	for _, k := range bindingKinds {
		if k.key == "vars" || k.key == "secrets" {
			continue
		}
		for _, b := range bindingNames(l.active.get(k.key), k.key) {
			names = append(names, b.name)
		}
	}
	return names
}

// members lists the keys of an object, or the items of a list by their index, as JavaScript does.
func members(v *node) []entry {
	if v.is(object) {
		return v.entries
	}
	var list []entry
	for i, item := range itemsOf(v) {
		list = append(list, entry{key: strconv.Itoa(i), pos: item.pos, value: item})
	}
	return list
}

// varSet keeps variables in order, a later value taking an earlier one's place.
type varSet struct{ list []Var }

func (s *varSet) put(v Var) {
	if i := s.index(v.Name); i >= 0 {
		s.list[i] = v
		return
	}
	s.list = append(s.list, v)
}

func (s *varSet) index(name string) int {
	return slices.IndexFunc(s.list, func(v Var) bool { return v.Name == name })
}

// secrets are the values of the secrets files in effect; nil when there are none to look at.
type secrets struct {
	values  map[string]string
	sources map[string]string
}

func (l *loader) secrets(p *Project) (*secrets, *Diagnostic) {
	loadDotenv, bad := l.envFlag("CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV", true)
	if bad != nil {
		return nil, bad
	}
	include, bad := l.envFlag("CLOUDFLARE_INCLUDE_PROCESS_ENV", false)
	if bad != nil {
		return nil, bad
	}
	if len(l.opts.EnvFiles) == 0 {
		if found, bad := l.devVars(p); found != nil || bad != nil {
			return found, bad
		}
	}
	if !loadDotenv {
		return nil, nil
	}
	return l.dotEnv(p, include || l.active.has("secrets"))
}

// devVars reads the .dev.vars of the environment, or else the general one; never both.
func (l *loader) devVars(p *Project) (*secrets, *Diagnostic) {
	for _, path := range l.devVarsFiles() {
		list, ok, bad := l.readSecrets(path, "Failed to load local dev variables file \"%s\":")
		if bad != nil {
			return nil, bad
		}
		if !ok {
			continue
		}
		p.Notes = append(p.Notes, "Using secrets defined in "+relative(l.opts.Dir, path))
		s := &secrets{map[string]string{}, map[string]string{}}
		for _, one := range list {
			s.values[one.name], s.sources[one.name] = one.value, path
		}
		return s, nil
	}
	return nil, nil
}

// dotEnv merges the .env files, the later winning, then expands references.
func (l *loader) dotEnv(p *Project, includeProcess bool) (*secrets, *Diagnostic) {
	var merged []secret
	s := &secrets{map[string]string{}, map[string]string{}}
	for _, path := range l.dotEnvFiles() {
		list, ok, bad := l.readSecrets(path, "Failed to load .env file \"%s\":")
		if bad != nil {
			return nil, bad
		}
		if !ok {
			l.missingEnvFile(path)
			continue
		}
		p.Notes = append(p.Notes, "Using secrets defined in "+relative(l.opts.Dir, path))
		for _, one := range list {
			s.sources[one.name] = path
			if i := slices.IndexFunc(merged, func(m secret) bool { return m.name == one.name }); i >= 0 {
				merged[i] = one
				continue
			}
			merged = append(merged, one)
		}
	}
	outside := map[string]string{}
	if includeProcess {
		p.Notes = append(p.Notes, "Using secrets defined in process.env")
		for _, pair := range l.opts.Environ {
			if name, value, ok := strings.Cut(pair, "="); ok && name != "" {
				outside[name], s.values[name], s.sources[name] = value, value, "process.env"
			}
		}
	}
	maps.Copy(s.values, expandDotenv(merged, outside))
	return s, nil
}

// missingEnvFile warns of a file the command line names. wrangler passes over it in silence.
func (l *loader) missingEnvFile(path string) {
	if len(l.opts.EnvFiles) > 0 {
		l.found = append(l.found, Diagnostic{
			Text: fmt.Sprintf("The file %q given with --env-file was not found.", relative(l.opts.Dir, path)),
			File: path, Hint: "the path is relative to the configuration file",
		})
	}
}

// declared adds the loaded secrets, only the declared ones when the configuration declares any.
func (l *loader) declared(vars *varSet, loaded *secrets) {
	required := l.active.path("secrets", "required").strings()
	restricted := l.active.has("secrets")
	if loaded != nil {
		for _, name := range slices.Sorted(maps.Keys(loaded.values)) {
			if restricted && vars.index(name) < 0 && !slices.Contains(required, name) {
				continue
			}
			vars.put(Var{Name: name, Value: json.RawMessage(quote(loaded.values[name])), Kind: SecretText, Hidden: true, Source: loaded.sources[name]})
		}
	}
	var missing []string
	for _, name := range required {
		if given := loaded != nil && has(loaded.values, name); !given && !l.onCommandLine(name) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		l.warn(l.active.path("secrets", "required").pos, fmt.Sprintf(
			"Missing required secrets: %s. Add them to .dev.vars, .env, or set as environment variables.", strings.Join(missing, ", ")))
	}
}

func (l *loader) onCommandLine(name string) bool {
	return slices.ContainsFunc(l.opts.Vars, func(pair string) bool {
		given, _ := splitPair(pair)
		return given == name
	})
}

func has(m map[string]string, key string) bool {
	_, ok := m[key]
	return ok
}

func (l *loader) devVarsFiles() []string {
	var files []string
	if l.env != "" {
		files = append(files, filepath.Join(l.userRoot(), ".dev.vars."+l.env))
	}
	return append(files, filepath.Join(l.userRoot(), ".dev.vars"))
}

func (l *loader) dotEnvFiles() []string {
	names := l.opts.EnvFiles
	if len(names) == 0 {
		names = []string{".env", ".env.local"}
		if l.env != "" {
			names = append(names, ".env."+l.env, ".env."+l.env+".local")
		}
	}
	var files []string
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(l.userRoot(), name)
		}
		files = append(files, name)
	}
	return files
}

// secretFiles lists every file that may hold secrets, there or not.
func (l *loader) secretFiles() []string {
	if len(l.opts.EnvFiles) > 0 {
		return l.dotEnvFiles()
	}
	return append(l.devVarsFiles(), l.dotEnvFiles()...)
}

// readSecrets reads one file. ok is false when there is none.
func (l *loader) readSecrets(path, failure string) (list []secret, ok bool, bad *Diagnostic) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, &Diagnostic{Severity: SeverityError, Text: fmt.Sprintf(failure, relative(l.opts.Dir, path)), File: path, Hint: readHint(path, err)}
	}
	src := decodeText(content)
	list, problems := parseDotenv(src)
	file := &source{path, newLineTable(src)}
	for _, problem := range problems {
		l.found = append(l.found, file.diagnostic(SeverityWarning, position{problem.line, 1}, problem.text))
	}
	return list, true, nil
}

// envFlag reads a switch from the process's environment.
func (l *loader) envFlag(name string, otherwise bool) (bool, *Diagnostic) {
	switch value := l.opts.Getenv(name); strings.ToLower(value) {
	case "":
		return otherwise, nil
	case "true":
		return true, nil
	case "false":
		return false, nil
	default:
		return false, &Diagnostic{Severity: SeverityError, Text: fmt.Sprintf(`Expected %s to be "true" or "false", but got %s`, name, quote(value))}
	}
}
