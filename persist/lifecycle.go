package persist

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
)

// StepKind is what a step of a class's life does to its state.
type StepKind string

// The kinds of steps.
const (
	Renamed     StepKind = "renamed"
	Deleted     StepKind = "deleted"
	Transferred StepKind = "transferred"
)

// Step is one change in the life of a Durable Object class, as a Worker's configuration declares it.
type Step struct {
	Kind StepKind
	Tag  string // of the migration; "" in the exports configuration
	From string // unique key of the namespace that changes
	To   string // unique key that its objects get; "" for Deleted
	// Offered says that both Workers must declare the step, as an exports configuration does for
	// transfers, and Giving that this Worker is the one that hands the class over.
	Offered bool
	Giving  bool
}

// key identifies a step among those that were taken.
func (s Step) key() string { return fmt.Sprintf("%s %s %s %s", s.Tag, s.Kind, s.From, s.To) }

// Lifecycle is what a Worker's configuration says about its classes' lives.
type Lifecycle struct {
	Worker string
	Steps  []Step            // in the order in which they are taken
	Live   map[string]string // unique key of each class there is now, and its kind of storage
}

// Result is what became of a step.
type Result string

// The results of a step.
const (
	// Done: the state was moved or removed, and Backup keeps it as it was.
	Done Result = "done"
	// Refused: nothing was touched, for Reason; the next start tries again.
	Refused Result = "refused"
	// Waiting: nothing was touched; the other Worker has not declared its side of the transfer.
	Waiting Result = "waiting"
	// Finished: an earlier process began the step and ended in the middle of it.
	Finished Result = "finished"
	// Changed: the class From has another kind of storage than at the last start. Its state is as
	// it was, for the files of both kinds are alike.
	Changed Result = "changed"
)

// Outcome is a step and what became of it. Steps that had no state to change have none.
type Outcome struct {
	Step
	Result  Result
	Objects int    // that the step changed
	Kept    int    // of them that keep their old id, because their name is not known
	Backup  string // directory of the backup
	Reason  string // for Refused
}

// LifecyclePlan is what a Lifecycle does to the state that is there.
type LifecyclePlan struct {
	store     *Store
	lifecycle Lifecycle
	record    *record
	due       []Step
}

// PlanLifecycle finds the steps that were not taken yet. It changes nothing.
func (s *Store) PlanLifecycle(l Lifecycle) (*LifecyclePlan, error) {
	if err := checkKey(l.Worker); err != nil {
		return nil, err
	}
	r, err := s.readRecord(l.Worker)
	if err != nil {
		return nil, err
	}
	p := &LifecyclePlan{store: s, lifecycle: l, record: r}
	for _, step := range l.Steps {
		if errors.Join(checkKey(step.From), checkKey(cmp.Or(step.To, step.From))) != nil || slices.Contains(r.Taken, step.key()) {
			continue
		}
		if _, live := l.Live[step.From]; live && (r.isNew || step.Tag == "") {
			// Nothing says which of the classes of this name the state is of: most likely of the
			// one there is. And a bound class that exports calls one of the past is in use.
			continue
		}
		p.due = append(p.due, step)
	}
	return p, nil
}

// Touches lists the unique keys of the namespaces that Run may change; none of their objects may
// be running then.
func (p *LifecyclePlan) Touches() []string {
	var keys []string
	for _, step := range p.due {
		if !exists(p.store.namespaceDir(step.From)) {
			continue
		}
		for _, key := range []string{step.From, step.To} {
			if key != "" && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// Run takes the steps that are due and remembers what was taken. A step that another process may
// be in the way of, or that would mix two classes' objects, is refused and left for later.
func (p *LifecyclePlan) Run() ([]Outcome, error) {
	outcomes, err := p.store.finishInterrupted()
	if err != nil {
		return outcomes, err
	}
	if p.record, err = p.store.readRecord(p.lifecycle.Worker); err != nil {
		return outcomes, err
	}
	var refused []string
	for _, step := range p.due {
		o, err := p.take(step)
		if err != nil {
			return outcomes, err
		}
		if o.Result != "" {
			outcomes = append(outcomes, o)
		}
		if o.Result == Refused || o.Result == Waiting {
			refused = append(refused, step.key())
		}
	}
	outcomes = append(outcomes, p.changedStorage()...)
	return outcomes, p.remember(refused)
}

// changedStorage finds the classes whose kind of storage changed, but for those that are new ones
// of an old name.
func (p *LifecyclePlan) changedStorage() []Outcome {
	var outcomes []Outcome
	for _, key := range slices.Sorted(maps.Keys(p.lifecycle.Live)) {
		was, is := p.record.Live[key], p.lifecycle.Live[key]
		anew := slices.ContainsFunc(p.due, func(s Step) bool { return s.From == key || s.To == key })
		if was != "" && was != is && !anew {
			outcomes = append(outcomes, Outcome{Step: Step{From: key}, Result: Changed, Reason: "from " + was + " to " + is})
		}
	}
	return outcomes
}

// remember notes every step of the configuration as taken, but for those that were refused.
func (p *LifecyclePlan) remember(refused []string) error {
	r := &record{Worker: p.lifecycle.Worker, Live: p.lifecycle.Live}
	for _, key := range p.record.Taken {
		if key[0] != ' ' { // without a tag: an exports entry counts as long as it is there
			r.Taken = append(r.Taken, key)
		}
	}
	for _, step := range p.lifecycle.Steps {
		switch key := step.key(); {
		case slices.Contains(refused, key):
			if step.Offered {
				r.Offers = append(r.Offers, Offer{step.From, step.To, step.Giving})
			}
		case !slices.Contains(r.Taken, key):
			r.Taken = append(r.Taken, key)
		}
	}
	return p.store.writeRecord(r)
}

// take takes one step. An outcome without a result had nothing to do.
func (p *LifecyclePlan) take(step Step) (Outcome, error) {
	o := Outcome{Step: step}
	ids, err := listIDs(p.store.namespaceDir(step.From))
	if err != nil {
		return o, err
	}
	if step.Offered {
		agreed, err := p.store.agreed(step)
		if err != nil {
			return o, err
		}
		if !agreed || len(ids) == 0 {
			o.Result, o.Objects = Waiting, len(ids)
			return o, nil
		}
	}
	if len(ids) == 0 {
		return o, nil
	}
	if err := p.store.suspend(step.From, step.To); err != nil {
		return o, err
	}
	if o.Reason, err = p.store.obstacle(step); err != nil {
		return o, err
	}
	if o.Reason != "" {
		o.Result = Refused
		return o, nil
	}
	m, err := p.store.planMove(step, ids)
	if err != nil {
		return o, err
	}
	p.record.Pending = m
	if err := p.store.writeRecord(p.record); err != nil {
		return o, err
	}
	if err := p.store.runMove(m); err != nil {
		return o, fmt.Errorf("%s %s: %w (it will be finished at the next start)", step.Kind, step.From, err)
	}
	p.record.Pending = nil
	o.Result, o.Objects, o.Backup = Done, len(ids), filepath.Join(p.store.dir, filepath.FromSlash(m.Backup))
	if step.Kind != Deleted {
		o.Kept = len(ids) - len(m.IDs)
	}
	return o, nil
}
