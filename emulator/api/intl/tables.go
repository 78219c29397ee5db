package intl

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// find is the row of a table that begins with key, or nil.
func find(data, key string) []string {
	for line := range strings.Lines(data) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if cells[0] == key {
			return cells
		}
	}
	return nil
}

func firstColumn(data string) []string {
	var all []string
	for line := range strings.Lines(data) {
		key, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, key)
	}
	return all
}

// canonical gives a language tag its normal form.
func canonical(tag string) (string, bool) {
	if tag == "" || strings.Contains(tag, "_") {
		return "", false
	}
	parsed, err := language.Raw.Parse(tag)
	if _, unknown := err.(language.ValueError); err != nil && !unknown {
		return "", false
	}
	if parsed == language.Und && !strings.EqualFold(tag, "und") {
		return "", false
	}
	return parsed.String(), true
}

// zone is a time zone with its names: what is missing is shown as an offset.
type zone struct {
	name string
	// canonical zones are listed by supportedValuesOf.
	canonical                                bool
	standard, daylight, generic              string
	shortStandard, shortDaylight, shortOfAll string
}

// zoneTable has the zones by their names in lower case.
var zoneTable = sync.OnceValue(func() map[string]*zone {
	all := map[string]*zone{}
	for line := range strings.Lines(zoneData) {
		cells := append(strings.Split(strings.TrimSuffix(line, "\n"), "\t"), make([]string, 6)...)
		name, alias := strings.CutPrefix(cells[0], "~")
		all[strings.ToLower(name)] = &zone{
			name: name, canonical: !alias, standard: cells[1], daylight: cells[2],
			shortStandard: cells[3], shortDaylight: cells[4], generic: cells[5], shortOfAll: cells[6],
		}
	}
	return all
})

func canonicalZones() []string {
	var all []string
	for _, name := range firstColumn(zoneData) {
		if !strings.HasPrefix(name, "~") {
			all = append(all, name)
		}
	}
	return all
}
