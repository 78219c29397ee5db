package project

import (
	"fmt"
	"slices"
)

// replay walks the migrations in order to find what each class stores (DO-MIG-12, DO-MIG-23). It
// stops at the first migration that cannot be applied.
func (l *loader) replay() (map[string]Storage, *Diagnostic) {
	classes := map[string]Storage{}
	for _, m := range itemsOf(l.active.get("migrations")) {
		if bad := l.replayOne(classes, m); bad != nil {
			return nil, bad
		}
	}
	l.addTransferred(classes)
	if exports := l.active.get("exports"); exports.is(object) {
		for _, e := range exports.entries {
			if e.value.get("type").string() == "durable-object" {
				classes[e.key] = exportStorage(e.value)
			}
		}
	}
	return classes, nil
}

// addTransferred adds the classes that come from other Workers. Unlike wrangler, which passes over
// them and so runs them without SQL, they get it: their kind is not known here, and the one that
// allows more takes nothing away.
func (l *loader) addTransferred(classes map[string]Storage) {
	for _, m := range itemsOf(l.active.get("migrations")) {
		for _, v := range itemsOf(m.get("transferred_classes")) {
			if to := v.get("to").string(); classes[to] == StorageNone {
				classes[to] = StorageSQLite
			}
		}
	}
}

func exportStorage(v *node) Storage {
	switch {
	case !liveExport(v):
		return StorageNone
	case v.get("storage").string() == "sqlite":
		return StorageSQLite
	}
	return StorageLegacy
}

func (l *loader) replayOne(classes map[string]Storage, m *node) *Diagnostic {
	fail := func(at *node, list, state, class string) *Diagnostic {
		d := l.file.diagnostic(SeverityError, at.pos, fmt.Sprintf("Cannot apply %s migration to %s class %s", list, state, class))
		if state == "non-existent" {
			d.Hint = didYouMean([]string{class}, sortedKeys(exist(classes)))
		}
		return &d
	}
	for _, v := range itemsOf(m.get("deleted_classes")) {
		if _, ok := classes[v.str]; !ok {
			return fail(v, "deleted_classes", "non-existent", v.str)
		}
		delete(classes, v.str)
	}
	for _, v := range itemsOf(m.get("renamed_classes")) {
		from, to := v.get("from"), v.get("to")
		storage, ok := classes[from.str]
		if !ok {
			return fail(from, "renamed_classes", "non-existent", from.str)
		}
		delete(classes, from.str)
		classes[to.str] = storage
	}
	for _, list := range []struct {
		key     string
		storage Storage
	}{{"new_classes", StorageLegacy}, {"new_sqlite_classes", StorageSQLite}} {
		for _, v := range itemsOf(m.get(list.key)) {
			if _, ok := classes[v.str]; ok {
				return fail(v, list.key, "existing", v.str)
			}
			classes[v.str] = list.storage
		}
	}
	return nil
}

func exist(classes map[string]Storage) map[string]bool {
	set := map[string]bool{}
	for class := range classes {
		set[class] = true
	}
	return set
}

// checkClasses warns of what wrangler dev lets pass and production refuses: a tag used twice, and a
// bound class that existing migrations do not create.
func (l *loader) checkClasses(p *Project) {
	tags := map[string]bool{}
	for _, m := range itemsOf(l.active.get("migrations")) {
		tag := m.get("tag")
		if tags[tag.string()] {
			l.warn(tag.pos, fmt.Sprintf("The migration tag %q is used more than once: production applies each tag only once, so this entry would be skipped.", tag.str)).
				Hint = "give every entry of migrations a tag of its own"
		}
		tags[tag.string()] = true
	}
	if len(p.Migrations) == 0 {
		return
	}
	var warned []string
	for _, b := range itemsOf(l.active.path("durable_objects", "bindings")) {
		class, script := b.get("class_name"), b.get("script_name").string()
		_, created := p.classes[class.str]
		if created || script != "" && script != p.Name || slices.Contains(warned, class.str) {
			continue
		}
		warned = append(warned, class.str)
		l.warn(class.pos, fmt.Sprintf("The Durable Object class %q is bound, but no migration creates it: here it runs without SQL storage, and deploying it would fail.", class.str)).
			Hint = l.classHint(p, class.str)
	}
}

// classHint suggests the class that was meant, or how to create this one.
func (l *loader) classHint(p *Project, class string) string {
	if hint := didYouMean([]string{class}, sortedKeys(exist(p.classes))); hint != "" {
		return hint
	}
	return fmt.Sprintf("add %q to \"new_sqlite_classes\" of a new entry in \"migrations\"", class)
}

func (l *loader) warn(at position, msg string) *Diagnostic {
	l.found = append(l.found, l.file.diagnostic(SeverityWarning, at, msg))
	return &l.found[len(l.found)-1]
}
