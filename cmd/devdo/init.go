package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/templates"
)

// defaultTemplate is the one to take when nobody chose.
const defaultTemplate = "counter"

// initOptions are the flags of devdo init; what is empty is asked for or has a default.
type initOptions struct {
	dir      string
	template string
	name     string
	from     string
	yes      bool
}

func newInit(e env) *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:   "init [directory]",
		Short: "Create a Durable Object project from a template",
		Long:  "Create a Durable Object project from a template.\n\nTemplates:\n" + templateList(),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.dir = args[0]
			}
			return runInit(e, o)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&o.template, "template", "t", "", "template to start from (default "+defaultTemplate+")")
	flags.StringVar(&o.from, "from", "", "directory of a project to copy instead of a template")
	flags.StringVar(&o.name, "name", "", "name of the Worker (default the directory's)")
	flags.BoolVarP(&o.yes, "yes", "y", false, "ask nothing: take the defaults")
	return c
}

func runInit(e env, o initOptions) error {
	if o.from != "" {
		return initFrom(e, o)
	}
	if e.terminal && !o.yes {
		if err := ask(e, &o); err != nil {
			return err
		}
	}
	if o.template == "" {
		o.template = defaultTemplate
	}
	if o.dir == "" && !o.yes {
		return errors.New("no directory given: name one, as in devdo init my-app, or pass --yes")
	}
	if o.dir == "" {
		o.dir = o.template
	}
	dir := e.path(o.dir)
	if o.name == "" {
		o.name = workerName(filepath.Base(dir), o.template)
	}
	files, err := templates.Copy(o.template, dir, templates.Params{Name: o.name})
	if errors.Is(err, templates.ErrUnknown) {
		return fmt.Errorf("%w\nTemplates:\n%s", err, templateList())
	}
	if err != nil {
		return err
	}
	e.printer().Print(initSummary(e, o, dir, files))
	return nil
}

// initFrom copies a project of the user's own.
func initFrom(e env, o initOptions) error {
	if o.template != "" {
		return errors.New("--from and --template exclude each other")
	}
	if o.dir == "" {
		return errors.New("no directory given: name one, as in devdo init my-app --from " + quoteArgument(o.from))
	}
	dir, from := e.path(o.dir), e.path(o.from)
	if o.name == "" {
		o.name = workerName(filepath.Base(dir), filepath.Base(from))
	}
	files, err := templates.CopyFrom(from, dir, templates.Params{Name: o.name})
	if err != nil {
		return err
	}
	o.template = e.relative(from)
	e.printer().Print(initSummary(e, o, dir, files))
	return nil
}

// ask fills in what the command line did not say. The template comes first, because the
// directory's default is its name.
func ask(e env, o *initOptions) error {
	in := bufio.NewReader(e.stdin)
	if o.template == "" {
		if err := askTemplate(e, in, o); err != nil {
			return err
		}
	}
	if o.dir != "" {
		return nil
	}
	fmt.Fprintf(e.stdout, "In which directory do you want to create it? (./%s) ", o.template)
	answer, err := readAnswer(in)
	o.dir = answer
	if o.dir == "" {
		o.dir = o.template
	}
	return err
}

func askTemplate(e env, in *bufio.Reader, o *initOptions) error {
	all := templates.Names()
	fmt.Fprintln(e.stdout, "Which template do you want to start from?")
	for n, t := range all {
		fmt.Fprintf(e.stdout, "  %d  %-14s%s\n", n+1, t.Name, t.Description)
	}
	for {
		fmt.Fprintf(e.stdout, "Number or name (%s): ", defaultTemplate)
		answer, err := readAnswer(in)
		if err != nil {
			return err
		}
		if answer == "" {
			answer = defaultTemplate
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(all) {
			answer = all[n-1].Name
		}
		if slices.ContainsFunc(all, func(t templates.Template) bool { return t.Name == answer }) {
			o.template = answer
			return nil
		}
		fmt.Fprintf(e.stdout, "There is no template %q.\n", answer)
	}
}

// readAnswer reads a line. The end of input is no answer: nothing is to be made then.
func readAnswer(in *bufio.Reader) (string, error) {
	line, err := in.ReadString('\n')
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	if err != nil {
		return "", fmt.Errorf("read answer: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// workerName makes a directory's name fit for a Worker; a name without any usable character
// gives way to fallback.
func workerName(dir, fallback string) string {
	const longest = 63
	dashed := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_':
			return r
		}
		return '-'
	}, strings.ToLower(dir))
	dashed = dashed[:min(len(dashed), longest)]
	if name := strings.Trim(dashed, "-_"); name != "" {
		return name
	}
	return fallback
}

func templateList() string {
	var b strings.Builder
	for _, t := range templates.Names() {
		fmt.Fprintf(&b, "  %-14s%s\n", t.Name, t.Description)
	}
	return strings.TrimRight(b.String(), "\n")
}

// initSummary says what was made and what to do next.
func initSummary(e env, o initOptions, dir string, files []string) string {
	shown := e.relative(dir)
	var b strings.Builder
	where := "in " + shown
	if shown == "." {
		where = "here"
	}
	fmt.Fprintf(&b, "Created %s %s from template %s:\n", o.name, where, o.template)
	for _, f := range files {
		fmt.Fprintf(&b, "  %s\n", f)
	}
	b.WriteString("\nNext steps:\n")
	steps := [][2]string{
		{"devdo dev", "run it, and reload on every save"},
		{"devdo test", "run its tests"},
		{"npx wrangler deploy", "put it on Cloudflare"},
	}
	if shown != "." {
		fmt.Fprintf(&b, "  cd %s\n", quoteArgument(shown))
	}
	for _, s := range steps {
		fmt.Fprintf(&b, "  %-22s%s\n", s[0], s[1])
	}
	return strings.TrimRight(b.String(), "\n")
}

// quoteArgument makes a path safe to paste into a shell.
func quoteArgument(path string) string {
	if strings.ContainsAny(path, " '\"$&;()*?[]<>|`~#!") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(path) + `"`
	}
	return path
}
