package main

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator/inspect"
	"github.com/devdo/devdo/persist"
)

// historyOptions are the flags of devdo history.
type historyOptions struct {
	inspectOptions
	prune     bool
	olderThan time.Duration
}

func newHistory(e env) *cobra.Command {
	var o historyOptions
	c := &cobra.Command{
		Use:   "history [namespace [object]]",
		Short: "Show or prune what is kept of the past of Durable Objects",
		Long: `Show what is kept of the past of Durable Objects, for point-in-time recovery: the states that
ctx.storage.onNextSessionRestoreBookmark() can bring back, for one object with their bookmarks.

It is kept for 30 days and in at most 64 MiB for each object, in .wrangler/state/v3/devdo/history;
of one that is large, states that lie close together are left out, unless a bookmark names them,
and then the oldest part is dropped. --prune drops it now: all of it, or what is older than
--older-than. The state itself is not touched, and a server may be running or not.`,
		Example: `  devdo history
  devdo history COUNTER global
  devdo history --prune --older-than 24h`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			args = splitObject(args)
			for n, to := range []*string{&o.namespace, &o.object} {
				if n < len(args) {
					*to = args[n]
				}
			}
			if c.Flags().Changed("older-than") && !o.prune {
				return errors.New("--older-than needs --prune")
			}
			if o.json && !c.Flags().Changed("limit") {
				o.limit = 0
			}
			o.environmentSet = c.Flags().Changed("env")
			return runHistory(e, o)
		},
	}
	o.register(c)
	flags := c.Flags()
	flags.StringVar(&o.persistTo, "persist-to", "", "directory of the state (default .wrangler/state beside the configuration)")
	flags.BoolVar(&o.json, "json", false, "print JSON")
	flags.IntVar(&o.limit, "limit", shownByDefault, "show at most so many states, the newest; 0 for all")
	flags.BoolVar(&o.prune, "prune", false, "drop the past")
	flags.DurationVar(&o.olderThan, "older-than", 0, "with --prune: drop only what is older, as in 24h")
	for _, name := range []string{"var", "env-file", "compatibility-date", "compatibility-flags"} {
		_ = flags.MarkHidden(name)
	}
	return c
}

// past is the history of one object, in the form of --json.
type past struct {
	Namespace inspect.Namespace `json:"namespace"`
	ID        string            `json:"id"`
	Name      string            `json:"name,omitempty"`
	inspect.History
}

func runHistory(e env, o historyOptions) error {
	state, dir, err := openState(e, o.inspectOptions)
	if err != nil {
		return err
	}
	i := inspector{env: e, options: o.inspectOptions, printer: e.printer(), state: state, dir: dir}
	all, err := i.pasts()
	if err != nil {
		return err
	}
	switch {
	case o.prune:
		return i.prune(all, o.olderThan)
	case o.json:
		return e.printJSON(all)
	case o.object != "":
		i.printPast(all[0])
		return nil
	}
	i.printPasts(all)
	return nil
}

// pasts are the histories of the objects that were asked for.
func (i inspector) pasts() ([]past, error) {
	namespaces, err := i.state.Namespaces()
	if i.options.namespace != "" {
		var n inspect.Namespace
		n, err = i.state.FindNamespace(i.options.namespace)
		namespaces = []inspect.Namespace{n}
	}
	if err != nil {
		return nil, i.orNoState(err)
	}
	all := []past{}
	for _, n := range namespaces {
		objects, err := i.historyObjects(n)
		if err != nil {
			return nil, err
		}
		for _, o := range objects {
			h, err := i.state.History(n, o)
			if err != nil {
				return nil, err
			}
			if len(h.States) > 0 || i.options.object != "" {
				all = append(all, past{n, o.ID, o.Name, h})
			}
		}
	}
	return all, nil
}

func (i inspector) historyObjects(n inspect.Namespace) ([]inspect.Object, error) {
	if i.options.object == "" {
		return i.state.Objects(n)
	}
	o, err := i.state.FindObject(n, i.options.object)
	return []inspect.Object{o}, err
}

func (i inspector) prune(all []past, olderThan time.Duration) error {
	var oldest time.Time
	if olderThan > 0 {
		oldest = i.env.now().Add(-olderThan)
	}
	total := int64(0)
	for _, p := range all {
		freed, err := persist.PruneHistory(i.dir, p.Namespace.UniqueKey, p.ID, oldest)
		if err != nil {
			return fmt.Errorf("prune history of %s/%s: %w", p.Namespace.Title(), p.title(), err)
		}
		total += freed
	}
	i.printer.Print("Freed " + humanize.IBytes(uint64(total)) + " of " + count(len(all), "object", "objects") + ".")
	return nil
}

func (p past) title() string { return inspect.Object{ID: p.ID, Name: p.Name}.Title() }

func (i inspector) printPasts(all []past) {
	if len(all) == 0 {
		i.printer.Print("There is no history of Durable Objects in " + i.env.relative(i.dir) + ".")
		return
	}
	t := ui.Table{Header: []string{"object", "states", "since", "size"}, Widest: widestName}
	total := int64(0)
	for _, p := range all {
		total += p.Size
		t.Rows = append(t.Rows, []string{
			p.Namespace.Title() + "/" + p.title(), strconv.Itoa(len(p.States)), i.relativeTime(p.States[0].Time), humanize.IBytes(uint64(p.Size)),
		})
	}
	i.printer.Table(t)
	i.printer.Print("(" + humanize.IBytes(uint64(total)) + " in all)")
}

func (i inspector) printPast(p past) {
	i.printer.Print(i.printer.Bold(ui.OneLine(p.Namespace.Title() + "/" + p.title())))
	if len(p.States) == 0 {
		i.printer.Print("Nothing is kept of its past.")
		return
	}
	if p.Restore != "" {
		i.printer.Print("Its next start restores " + p.Restore)
	}
	shown := p.States[len(p.States)-i.limit(len(p.States)):]
	if hidden := len(p.States) - len(shown); hidden > 0 {
		i.printer.Print(fmt.Sprintf("(%d older ones; --limit 0 shows every state)", hidden))
	}
	t := ui.Table{Header: []string{"time", "bookmark", "pages changed"}, Widest: widestCell}
	for _, s := range shown {
		t.Rows = append(t.Rows, []string{s.Time.Local().Format("2006-01-02 15:04:05.000"), s.Bookmark, strconv.Itoa(s.Changed)})
	}
	i.printer.Table(t)
	i.printer.Print("(" + count(len(p.States), "state", "states") + ", " + humanize.IBytes(uint64(p.Size)) + ")")
}
