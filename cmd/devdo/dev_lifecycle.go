package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/persist"
)

// lifecycleSteps are what migrations and exports do to state that is there already. Within one
// migration classes are deleted, renamed and transferred in this order, as wrangler replays them.
func lifecycleSteps(p *project.Project) []persist.Step {
	key := func(class string) string { return p.Name + "-" + class }
	steps := []persist.Step{}
	var tags []string
	for _, m := range p.Migrations {
		if slices.Contains(tags, m.Tag) {
			continue // production skips it
		}
		tags = append(tags, m.Tag)
		for _, class := range m.DeletedClasses {
			steps = append(steps, persist.Step{Kind: persist.Deleted, Tag: m.Tag, From: key(class)})
		}
		for _, r := range m.RenamedClasses {
			steps = append(steps, persist.Step{Kind: persist.Renamed, Tag: m.Tag, From: key(r.From), To: key(r.To)})
		}
		for _, t := range m.Transferred {
			steps = append(steps, persist.Step{Kind: persist.Transferred, Tag: m.Tag, From: t.FromScript + "-" + t.From, To: key(t.To)})
		}
	}
	return append(steps, exportSteps(p)...)
}

func exportSteps(p *project.Project) []persist.Step {
	var steps []persist.Step
	for class, x := range p.Exports {
		own := p.Name + "-" + class
		switch x.State {
		case "deleted":
			steps = append(steps, persist.Step{Kind: persist.Deleted, From: own})
		case "renamed":
			steps = append(steps, persist.Step{Kind: persist.Renamed, From: own, To: p.Name + "-" + x.RenamedTo})
		case "transferred":
			steps = append(steps, persist.Step{Kind: persist.Transferred, From: own, To: x.TransferredTo + "-" + class, Offered: true, Giving: true})
		case "expecting-transfer":
			steps = append(steps, persist.Step{Kind: persist.Transferred, From: x.TransferFrom + "-" + class, To: own, Offered: true})
		}
	}
	// The entries have no order of their own.
	slices.SortFunc(steps, func(a, b persist.Step) int { return cmp.Compare(a.From, b.From) })
	return steps
}

// printEvolved says in one line what became of a class's state.
func (s *session) printEvolved(o persist.Outcome) {
	backup := s.env.relative(o.Backup)
	switch o.Result {
	case persist.Refused:
		s.printer.Warn(fmt.Sprintf("%s: the state of do/%s was left alone: %s.", stepTitle(o.Step), o.From, o.Reason))
	case persist.Waiting:
		if o.Objects > 0 {
			s.printer.Step(fmt.Sprintf("%s: do/%s with %s waits until the other Worker declares the transfer too", stepTitle(o.Step), o.From, objects(o.Objects)))
		}
	case persist.Changed:
		s.printer.Warn(fmt.Sprintf("The storage of do/%s changes %s. Its data are kept here, but production refuses to change the storage of a class that has been deployed.", o.From, o.Reason))
	case persist.Finished:
		s.printer.Step(fmt.Sprintf("%s: finished what the last run had begun; the state as it was is kept in %s", stepTitle(o.Step), backup))
	case persist.Done:
		s.printer.Step(fmt.Sprintf("%s: %s%s; the state as it was is kept in %s", stepTitle(o.Step), doneWith(o), keptIDs(o.Kept), backup))
	}
}

func doneWith(o persist.Outcome) string {
	if o.Kind == persist.Deleted {
		return fmt.Sprintf("removed %s of do/%s", objects(o.Objects), o.From)
	}
	return fmt.Sprintf("moved %s from do/%s to do/%s", objects(o.Objects), o.From, o.To)
}

func keptIDs(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d without a known name keep their ids, which wrangler does not accept)", n)
}

func stepTitle(s persist.Step) string {
	if s.Tag == "" {
		return "exports (" + string(s.Kind) + ")"
	}
	return fmt.Sprintf("Migration %s (%s)", s.Tag, s.Kind)
}

func objects(n int) string {
	if n == 1 {
		return "1 object"
	}
	return fmt.Sprintf("%d objects", n)
}
