package project

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/devdo/devdo/emulator/compat"
)

// checkLater makes the checks wrangler makes outside its configuration block, some only at the start
// of the runtime. It reports all that is wrong, not the first alone.
func (l *loader) checkLater(p *Project) {
	l.compatibility(p)
	classes, bad := l.replay()
	if bad != nil {
		l.found = append(l.found, *bad)
	}
	p.classes = classes
	if bad == nil {
		l.checkClasses(p)
	}
	if v := l.active.get("vars"); v.is(array) {
		l.warn(v.pos, `"vars" is a list: its values will be named env.0, env.1, and so on.`).Hint = "write it as names with values"
	}
	switch {
	case l.opts.StateOnly:
	case p.Main == "" && p.Assets == nil:
		l.found = append(l.found, l.missingMain(p))
	case p.Build.Command == "":
		if bad := p.CheckMain(); bad != nil {
			l.found = append(l.found, *bad)
		}
	}
}

// compatibility settles date and flags (DO-MIG-40 to 42).
func (l *loader) compatibility(p *Project) {
	dateNode, flagNodes := l.active.get("compatibility_date"), l.active.get("compatibility_flags")
	if l.opts.CompatibilityDate != "" {
		p.CompatibilityDate, dateNode = l.opts.CompatibilityDate, nil
	}
	if l.opts.CompatibilityFlags != nil {
		p.CompatibilityFlags, flagNodes = l.opts.CompatibilityFlags, nil
	}
	if p.CompatibilityDate == "" {
		p.CompatibilityDate = compat.Latest
		if l.loc.config != "" {
			l.warn(position{1, 1}, noDate(l.loc.config))
		}
	}
	if today := l.opts.Now.UTC().Format(time.DateOnly); p.CompatibilityDate > today {
		l.fail(dateNode, fmt.Sprintf("Compatibility date %q is in the future and unsupported", p.CompatibilityDate)).
			Hint = fmt.Sprintf("the newest date this version knows is %s", compat.Latest)
		return
	}
	l.nodeFlags(p, flagNodes)

	set, findings := compat.Evaluate(p.CompatibilityDate, p.CompatibilityFlags)
	p.Compat = set
	for _, f := range findings {
		at := dateNode
		if f.Flag != "" {
			at = flagNode(flagNodes, f.Flag)
		}
		d := flagDiagnostic(f)
		if at != nil {
			placed := l.file.diagnostic(d.Severity, at.pos, d.Text)
			placed.Hint = d.Hint
			d = placed
		}
		l.found = append(l.found, d)
	}
}

// nodeFlags refuses the combinations wrangler itself refuses.
func (l *loader) nodeFlags(p *Project, flagNodes *node) {
	has := func(flag string) bool { return slices.Contains(p.CompatibilityFlags, flag) }
	if has("nodejs_compat") && has("nodejs_compat_v2") {
		l.fail(flagNode(flagNodes, "nodejs_compat_v2"), "The `nodejs_compat` and `nodejs_compat_v2` compatibility flags cannot be used in together. Please select just one.")
	}
}

// fail adds an error, at a place if there is one.
func (l *loader) fail(at *node, msg string) *Diagnostic {
	d := Diagnostic{Severity: SeverityError, Text: msg}
	if at != nil {
		d = l.file.diagnostic(SeverityError, at.pos, msg)
	}
	l.found = append(l.found, d)
	return &l.found[len(l.found)-1]
}

func flagNode(list *node, flag string) *node {
	for _, v := range slices.Backward(itemsOf(list)) {
		if v.string() == flag {
			return v
		}
	}
	return nil
}

// CompatFlags evaluates a compatibility date and flags (DO-COMPAT-1). The findings have no place;
// those of Load do.
func CompatFlags(date string, flags []string) (compat.Set, []Diagnostic) {
	set, findings := compat.Evaluate(date, flags)
	var list []Diagnostic
	for _, f := range findings {
		list = append(list, flagDiagnostic(f))
	}
	return set, list
}

func flagDiagnostic(f compat.Finding) Diagnostic {
	d := Diagnostic{Text: f.Text}
	if f.Fatal {
		d.Severity = SeverityError
	}
	switch {
	case f.Flag == "":
		d.Hint = "write it as YYYY-MM-DD"
	case strings.HasPrefix(f.Text, "No such"):
		d.Hint = didYouMean([]string{f.Flag}, flagNames())
	}
	return d
}

func flagNames() []string {
	var names []string
	for _, f := range compat.Flags() {
		names = append(names, f.Enable)
		if f.Disable != "" {
			names = append(names, f.Disable)
		}
	}
	return names
}

func noDate(config string) string {
	snippet := fmt.Sprintf(`{"compatibility_date":"%s"}`, compat.Latest)
	if strings.HasSuffix(config, ".toml") {
		snippet = fmt.Sprintf(`compatibility_date = "%s"`, compat.Latest)
	}
	return fmt.Sprintf(`No compatibility_date was specified. Using the default compatibility date: %[1]s.
❯❯ Add one to your %[2]s file: %[3]s, or
❯❯ Pass it in your terminal: wrangler dev [<SCRIPT>] --compatibility-date=%[1]s

See https://developers.cloudflare.com/workers/platform/compatibility-dates/ for more information.`, compat.Latest, configName(config), snippet)
}

// missingMain is the advice for a project without an entry file.
func (l *loader) missingMain(p *Project) Diagnostic {
	advice := func(last [][2]string) string {
		var lines [][2]string
		if l.active.get("name").string() == "" {
			lines = append(lines, [2]string{"name", `"worker-name"`})
		}
		if !l.active.has("compatibility_date") {
			lines = append(lines, [2]string{"compatibility_date", quote(compat.Latest)})
		}
		where := `create a "wrangler.jsonc" file containing:`
		if p.ConfigPath != "" {
			where = fmt.Sprintf(`add the following to your "%s" file:`, configName(p.ConfigPath))
		}
		return where + "\n\n```\n" + snippet(p.ConfigPath, append(lines, last...)) + "\n```\n"
	}
	msg := "Missing entry-point to Worker script or to assets directory\n\n" +
		"If there is code to deploy, you can either:\n" +
		"- Specify an entry-point to your Worker script via the command line (ex: `npx wrangler dev src/index.ts`)\n" +
		"- Or " + advice([][2]string{{"main", `"src/index.ts"`}}) +
		"\n\nIf are uploading a directory of assets, you can either:\n" +
		"- Specify the path to the directory of assets via the command line: (ex: `npx wrangler dev --assets=./dist`)\n" +
		"- Or " + advice([][2]string{{"assets.directory", `"./dist"`}})
	d := l.file.diagnostic(SeverityError, position{1, 1}, strings.TrimRight(msg, "\n"))
	return d
}

// snippet lays settings out in the format of the configuration.
func snippet(configPath string, lines [][2]string) string {
	var b strings.Builder
	if strings.HasSuffix(configPath, ".toml") {
		for _, line := range lines {
			key := line[0]
			if table, inner, nested := strings.Cut(key, "."); nested {
				if b.Len() > 0 {
					b.WriteByte('\n')
				}
				fmt.Fprintf(&b, "[%s]\n", table)
				key = inner
			}
			fmt.Fprintf(&b, "%s = %s\n", key, line[1])
		}
		return b.String()
	}
	b.WriteString("{")
	for i, line := range lines {
		if i > 0 {
			b.WriteString(",")
		}
		if table, inner, nested := strings.Cut(line[0], "."); nested {
			fmt.Fprintf(&b, "\n  %s: {\n    %s: %s\n  }", quote(table), quote(inner), line[1])
			continue
		}
		fmt.Fprintf(&b, "\n  %s: %s", quote(line[0]), line[1])
	}
	b.WriteString("\n}")
	return b.String()
}
