package compat

import "fmt"

// The runtime's own texts.
const (
	msgInvalidDate   = "Invalid compatibility date: %s"
	msgTwice         = "Compatibility flag specified multiple times: %s"
	msgUnknown       = "No such compatibility flag: %s"
	msgContradictory = "Compatibility flags are mutually contradictory: %s vs %s"
	msgDefault       = "The compatibility flag %s became the default as of %s so does not need to be specified anymore."
	msgAlways        = "The compatibility flag %s is the default, so does not need to be specified anymore."
)

// Finding is something to tell the user about their date or flags.
type Finding struct {
	Text  string // the runtime's wording
	Flag  string // the flag it is about; empty when it is about the date
	Fatal bool   // the runtime refuses to start
}

// Evaluate decides which flags are on for a compatibility date (YYYY-MM-DD, empty for Latest) and
// the listed flags. The set is usable even when there are findings.
func Evaluate(date string, flags []string) (Set, []Finding) {
	var findings []Finding
	if date == "" {
		date = Latest
	}
	if !validDate(date) {
		return Set{}, []Finding{{Text: fmt.Sprintf(msgInvalidDate, date), Fatal: true}}
	}

	listed := make(map[string]bool, len(flags))
	for _, name := range flags {
		if listed[name] {
			findings = append(findings, Finding{Text: fmt.Sprintf(msgTwice, name), Flag: name, Fatal: true})
		}
		listed[name] = true
	}

	set, more := evaluateTable(date, listed)
	findings = append(findings, more...)
	for _, name := range flags {
		if _, known := index()[name]; !known {
			findings = append(findings, Finding{Text: fmt.Sprintf(msgUnknown, name), Flag: name, Fatal: true})
		}
	}
	return set, findings
}

func evaluateTable(date string, listed map[string]bool) (Set, []Finding) {
	var set Set
	var findings []Finding
	for i, f := range table {
		byDate := f.Always || (f.Date != "" && date >= f.Date)
		enable, disable := listed[f.Enable], f.Disable != "" && listed[f.Disable]
		if enable && disable {
			text := fmt.Sprintf(msgContradictory, f.Enable, f.Disable)
			findings = append(findings, Finding{Text: text, Flag: f.Disable, Fatal: true})
		}
		if enable && byDate && !silent(f) {
			findings = append(findings, Finding{Text: redundant(f), Flag: f.Enable})
		}
		if enable || (byDate && !disable) {
			set.add(i)
		}
	}
	imply(&set, date, listed)
	return set, findings
}

// imply switches on what other flags bring with them, until nothing changes: a flag may be implied
// by one that comes later in the table.
func imply(set *Set, date string, listed map[string]bool) {
	for changed := true; changed; {
		changed = false
		for i, f := range table {
			if len(f.ImpliedBy) == 0 || date < f.ImpliedFrom || set.has(i) || listed[f.Disable] {
				continue
			}
			if anyOn(*set, f.ImpliedBy) {
				set.add(i)
				changed = true
			}
		}
	}
}

func anyOn(set Set, names []string) bool {
	for _, name := range names {
		if set.Has(name) {
			return true
		}
	}
	return false
}

func redundant(f Flag) string {
	if f.Always {
		return fmt.Sprintf(msgAlways, f.Enable)
	}
	return fmt.Sprintf(msgDefault, f.Enable, f.Date)
}

// silent tells the flags wrangler takes off the list itself before the runtime sees them.
func silent(f Flag) bool {
	return f.Enable == "nodejs_compat" || f.Enable == "nodejs_compat_v2"
}

// validDate follows the runtime: a four-digit year from 2000 on, two-digit month and day, no check
// of the day against the month's length.
func validDate(s string) bool {
	if len(s) != 10 || s[0] != '2' || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i, c := range []byte(s) {
		if i != 4 && i != 7 && (c < '0' || c > '9') {
			return false
		}
	}
	month, day := s[5:7], s[8:]
	return month >= "01" && month <= "12" && day >= "01" && day <= "31"
}
