package persist

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folders of ours in a state directory, beside wrangler's.
const (
	ownDir     = "devdo"
	recordDir  = "migrations"
	backupDir  = "backup"
	aliasesDir = "aliases"
)

// record is what is remembered of a Worker's lifecycle, in "devdo/migrations/<worker>.json".
type record struct {
	Worker  string            `json:"worker"`
	Taken   []string          `json:"taken"` // keys of the steps that were taken
	Live    map[string]string `json:"live"`  // classes there were at the last start, and their storage
	Offers  []Offer           `json:"offers,omitempty"`
	Pending *move             `json:"pending,omitempty"` // begun and not finished

	isNew bool
}

// Offer is a transfer that one side, the giving one or the other, has declared.
type Offer struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Giving bool   `json:"giving"`
}

func (s *Store) namespaceDir(key string) string { return filepath.Join(s.dir, "do", key) }

func (s *Store) own(names ...string) string {
	return filepath.Join(append([]string{s.dir, ownDir}, names...)...)
}

func (s *Store) recordPath(worker string) string { return s.own(recordDir, worker+".json") }

func (s *Store) readRecord(worker string) (*record, error) {
	path := s.recordPath(worker)
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return &record{Worker: worker, isNew: true}, nil
	}
	if err != nil {
		return nil, err
	}
	r := &record{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("read %q, which remembers the migrations that were applied: %w (remove the file to have the state looked at afresh)", path, err)
	}
	r.Worker = worker
	return r, nil
}

// writeRecord replaces a Worker's record unless it says the same already.
func (s *Store) writeRecord(r *record) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	path := s.recordPath(r.Worker)
	old, err := os.ReadFile(path)
	if err == nil && string(old) == string(data) {
		return nil
	}
	if r.Pending == nil && errors.Is(err, os.ErrNotExist) {
		return replaceFile(path, data, Normal) // nothing depends on it yet, and a first start is to be quick
	}
	return replaceFile(path, data, Full)
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, data []byte, d Durability) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if d == Full {
		err = errors.Join(err, f.Sync())
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// records reads the records of all Workers.
func (s *Store) records() ([]*record, error) {
	entries, err := os.ReadDir(s.own(recordDir))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []*record
	for _, e := range entries {
		worker, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok || strings.HasPrefix(worker, ".") {
			continue
		}
		r, err := s.readRecord(worker)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// finishInterrupted finishes the moves that a process before this one did not finish.
func (s *Store) finishInterrupted() ([]Outcome, error) {
	all, err := s.records()
	if err != nil {
		return nil, err
	}
	var outcomes []Outcome
	for _, r := range all {
		m := r.Pending
		if m == nil {
			continue
		}
		if err := s.suspend(m.Step.From, m.Step.To); err != nil {
			return outcomes, err
		}
		if err := s.runMove(m); err != nil {
			return outcomes, fmt.Errorf("finish what was begun with %s: %w", m.Step.From, err)
		}
		r.Pending = nil
		r.Taken = append(r.Taken, m.Step.key())
		if err := s.writeRecord(r); err != nil {
			return outcomes, err
		}
		outcomes = append(outcomes, Outcome{Step: m.Step, Result: Finished, Backup: filepath.Join(s.dir, filepath.FromSlash(m.Backup))})
	}
	return outcomes, nil
}

// agreed reports whether the other side of a transfer has declared it too. To the Worker that
// receives, one that this state directory remembers nothing of does not object.
func (s *Store) agreed(step Step) (bool, error) {
	all, err := s.records()
	if err != nil {
		return false, err
	}
	live := false
	for _, r := range all {
		if slices.Contains(r.Offers, Offer{step.From, step.To, !step.Giving}) {
			return true, nil
		}
		if _, has := r.Live[step.From]; has {
			live = true
		}
	}
	return !step.Giving && !live, nil
}
