package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
)

// failingFile lists the cases of the real runtime's own tests, and of the web platform's, that
// pass on the real runtime and not on devdo: file, case, cause.
const failingFile = "../../testdata/conformance/failing.json"

// conformanceResult is what a run of those tests has found.
type conformanceResult struct {
	Files map[string]struct {
		Suite string
		Cases map[string]struct{ Result, Error string }
	}
}

func (r conformanceResult) passes(file, name string) bool {
	return r.Files[file].Cases[name].Result == "pass"
}

// TestConformance holds the results of a run on devdo, which DEVDO_CONFORMANCE names, against
// those of the real runtime, DEVDO_CONFORMANCE_REAL: what fails must be listed with its cause,
// and what is listed must fail. With UPDATE set the list is written anew; causes stay.
func TestConformance(t *testing.T) {
	if os.Getenv("DEVDO_CONFORMANCE") == "" {
		t.Skip("DEVDO_CONFORMANCE does not name results")
	}
	var got, real conformanceResult
	readJSON(t, os.Getenv("DEVDO_CONFORMANCE"), &got)
	readJSON(t, os.Getenv("DEVDO_CONFORMANCE_REAL"), &real)
	listed := map[string]map[string]string{}
	readJSON(t, failingFile, &listed)
	found := map[string]map[string]string{}
	passed, wanted := map[string]int{}, map[string]int{}
	for file, f := range real.Files {
		if _, ran := got.Files[file]; !ran {
			if listed[file] != nil {
				found[file] = listed[file]
			}
			continue
		}
		for name := range f.Cases {
			if !real.passes(file, name) {
				continue
			}
			wanted[f.Suite]++
			if got.passes(file, name) {
				passed[f.Suite]++
				continue
			}
			if found[file] == nil {
				found[file] = map[string]string{}
			}
			found[file][name] = listed[file][name]
		}
	}
	for _, suite := range slices.Sorted(maps.Keys(wanted)) {
		t.Logf("%-16s %d/%d  %.1f %%", suite, passed[suite], wanted[suite], 100*float64(passed[suite])/float64(wanted[suite]))
	}
	if os.Getenv("UPDATE") != "" {
		writeFailing(t, found)
	}
	for file, cases := range found {
		for name, cause := range cases {
			if cause == "" {
				t.Errorf("%s %s fails, with no cause listed: %s", file, name, got.Files[file].Cases[name].Error)
			}
		}
	}
	for file, cases := range listed {
		for name := range cases {
			if _, fails := found[file][name]; !fails {
				t.Errorf("%s %s is listed and passes", file, name)
			}
		}
	}
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
}

func writeFailing(t *testing.T, found map[string]map[string]string) {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(found); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(failingFile, out.Bytes(), 0o644); err != nil {
		t.Fatal(fmt.Errorf("write the list: %w", err))
	}
}
