package persist

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// move is a step as it is carried out. It is written to the record before anything is touched, and
// every part of it can be done again, so a process that finds one finishes it.
type move struct {
	Step    Step
	Backup  string            // directory of the backup, relative to the state directory
	IDs     map[string]string // new id by old id
	Names   map[string]string // name by new id
	Aliases *Aliases          // of the namespace afterwards
}

// planMove decides about every object and makes the backup. Only the backup is written.
func (s *Store) planMove(step Step, ids []string) (*move, error) {
	m := &move{Step: step, IDs: map[string]string{}, Names: map[string]string{}}
	if step.To != "" {
		if err := s.planIDs(m, ids); err != nil {
			return nil, err
		}
	}
	backup, err := s.newBackup(step)
	if err != nil {
		return nil, fmt.Errorf("back up %s: %w", step.From, err)
	}
	m.Backup = backup
	return m, nil
}

// planIDs gives the objects whose names are known the ids that their names have in the new
// namespace, where wrangler finds them too. The others keep theirs; Aliases let them be found.
func (s *Store) planIDs(m *move, ids []string) error {
	from, to := m.Step.From, m.Step.To
	before, err := readAliases(s.dir, from)
	if err != nil {
		return err
	}
	names, err := s.knownNames(from, ids)
	if err != nil {
		return err
	}
	former := append(before.Former, from)
	after := &Aliases{Former: former, Moved: map[string]string{}, Kept: map[string]bool{}}
	taken := map[string]bool{}
	for _, id := range ids {
		taken[id] = true
	}
	for _, id := range ids {
		name, known := names[id]
		now := DeriveID(to, name)
		if !known || taken[now] || !derives(former, name, id) {
			after.Kept[id] = true
			continue
		}
		m.IDs[id], m.Names[now] = now, name
		after.Moved[id] = now
	}
	for old, id := range before.Moved {
		after.Moved[old] = id
		if now, moved := m.IDs[id]; moved {
			after.Moved[old] = now
		}
	}
	m.Aliases = after
	return nil
}

// derives reports whether id is what name gives under one of the keys.
func derives(keys []string, name, id string) bool {
	for _, key := range keys {
		if DeriveID(key, name) == id {
			return true
		}
	}
	return false
}

// knownNames finds the objects' names wherever one of the tools has left them.
func (s *Store) knownNames(key string, ids []string) (map[string]string, error) {
	v := OpenView(s.dir)
	names, err := v.names(key)
	if err != nil {
		return nil, err
	}
	alarms, err := v.Alarms(key)
	if err != nil {
		return nil, err
	}
	for _, a := range alarms {
		if _, known := names[a.ID]; !known && a.Name != "" {
			names[a.ID] = a.Name
		}
	}
	for _, id := range ids {
		if _, known := names[id]; known {
			continue
		}
		if name := v.explorerName(filepath.Join(s.namespaceDir(key), id+dbSuffix)); name != "" {
			names[id] = name
		}
	}
	return names, nil
}

// newBackup makes the directory for what a step touches and copies the namespace into it, unless
// the step removes it: then it is moved there.
func (s *Store) newBackup(step Step) (string, error) {
	name := time.Now().Format("20060102-150405") + "-" + string(step.Kind) + "-" + step.From
	dir := path.Join(ownDir, backupDir, name)
	for n := 2; exists(filepath.Join(s.dir, filepath.FromSlash(dir))); n++ {
		dir = path.Join(ownDir, backupDir, fmt.Sprintf("%s-%d", name, n))
	}
	abs := filepath.Join(s.dir, filepath.FromSlash(dir))
	if step.Kind == Deleted {
		return dir, os.MkdirAll(abs, 0o777)
	}
	if err := os.CopyFS(filepath.Join(abs, "do", step.From), os.DirFS(s.namespaceDir(step.From))); err != nil {
		return "", errors.Join(err, os.RemoveAll(abs))
	}
	return dir, nil
}

// runMove carries a move out, or what is left of it.
func (s *Store) runMove(m *move) error {
	backup := filepath.Join(s.dir, filepath.FromSlash(m.Backup))
	from, to := m.Step.From, m.Step.To
	if to == "" {
		return errors.Join(
			moveIfThere(s.namespaceDir(from), filepath.Join(backup, "do", from)),
			s.moveOwn(from, "", backup),
		)
	}
	if exists(s.namespaceDir(from)) {
		if err := moveIfThere(s.namespaceDir(to), filepath.Join(backup, "replaced", "do", to)); err != nil {
			return err
		}
		if err := os.Rename(s.namespaceDir(from), s.namespaceDir(to)); err != nil {
			return err
		}
	}
	replaced := filepath.Join(backup, "replaced")
	if err := errors.Join(renameIDs(s.namespaceDir(to), m.IDs, filepath.Join(replaced, "do", to)), s.moveAlarms(m), s.moveOwn(from, to, backup)); err != nil {
		return err
	}
	if err := errors.Join(s.renameOwnIDs(to, m.IDs, replaced), s.moveNames(m)); err != nil {
		return err
	}
	return errors.Join(s.writeAliases(to, m.Aliases), removeIfThere(aliasesPath(s.dir, from)))
}

func moveIfThere(from, to string) error {
	if !exists(from) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// renameIDs gives the files of a directory that belong to an object the object's new id. What is in
// the way, because another tool ran in the middle of a move, goes to replaced.
func renameIDs(dir string, ids map[string]string, replaced string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		id, rest, _ := strings.Cut(e.Name(), ".")
		now, moved := ids[id]
		if !moved {
			continue
		}
		name := strings.TrimSuffix(now+"."+rest, ".")
		if err := moveIfThere(filepath.Join(dir, name), filepath.Join(replaced, name)); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(dir, e.Name()), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlMoveAlarm = `UPDATE OR REPLACE _cf_ALARM SET actor_id = ?, actor_name = ? WHERE actor_id = ?`
	sqlMoveName  = `UPDATE OR REPLACE names SET id = ? WHERE id = ?`
)

// moveAlarms gives the entries of the alarm index the objects' new ids.
func (s *Store) moveAlarms(m *move) error {
	if len(m.IDs) == 0 {
		return nil
	}
	path := filepath.Join(s.namespaceDir(m.Step.To), metadataFile)
	return inTransaction(path, createAlarms, func(db *database) error {
		for old, id := range m.IDs {
			if err := db.run(sqlMoveAlarm, id, m.Names[id], old); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) moveNames(m *move) error {
	if len(m.IDs) == 0 {
		return nil
	}
	create := func(db *database) error { return db.run(sqlCreateNames) }
	return inTransaction(namesPath(s.dir, m.Step.To), create, func(db *database) error {
		for old, id := range m.IDs {
			if err := errors.Join(db.run(sqlMoveName, id, old), db.run(sqlPutName, id, m.Names[id])); err != nil {
				return err
			}
		}
		return nil
	})
}

// inTransaction calls fn in a transaction of the database at path.
func inTransaction(path string, create, fn func(*database) error) (err error) {
	db, err := openDatabase(path, Full)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if err := create(db); err != nil {
		return err
	}
	if err := db.conn.Exec("BEGIN IMMEDIATE"); err != nil {
		return db.wrap("write", err)
	}
	if err := fn(db); err != nil {
		return errors.Join(err, db.conn.Exec("ROLLBACK"))
	}
	return db.conn.Exec("COMMIT")
}

// ownFolders are the folders of ours that may hold something for each namespace, as a directory or
// file named by its unique key.
func (s *Store) ownFolders() ([]string, error) {
	entries, err := os.ReadDir(s.own())
	if err != nil {
		return nil, err
	}
	var folders []string
	for _, e := range entries {
		switch e.Name() {
		case recordDir, backupDir, aliasesDir:
			continue
		}
		if e.IsDir() {
			folders = append(folders, s.own(e.Name()))
		}
	}
	return folders, nil
}

// belongsTo reports whether a file of ours is named by the unique key: "<key>" or "<key>.sqlite".
func belongsTo(name, key string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(name, key)
	return rest, ok && (rest == "" || strings.HasPrefix(rest, dbSuffix))
}

// moveOwn moves what our folders hold for a namespace to another one, or into the backup. What the
// other one had goes into the backup.
func (s *Store) moveOwn(from, to, backup string) error {
	folders, err := s.ownFolders()
	if err != nil {
		return err
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			rest, ok := belongsTo(e.Name(), from)
			if !ok {
				continue
			}
			kept := filepath.Join(backup, ownDir, filepath.Base(folder))
			target := filepath.Join(folder, to+rest)
			if to == "" {
				target = filepath.Join(kept, e.Name())
			} else if err := moveIfThere(target, filepath.Join(backup, "replaced", ownDir, filepath.Base(folder), to+rest)); err != nil {
				return err
			}
			if err := moveIfThere(filepath.Join(folder, e.Name()), target); err != nil {
				return err
			}
		}
	}
	if to == "" {
		return moveIfThere(aliasesPath(s.dir, from), filepath.Join(backup, ownDir, aliasesDir, from+".json"))
	}
	return nil
}

// renameOwnIDs is renameIDs for what our folders hold for the namespace.
func (s *Store) renameOwnIDs(key string, ids map[string]string, replaced string) error {
	folders, err := s.ownFolders()
	if err != nil {
		return err
	}
	for _, folder := range folders {
		dir := filepath.Join(folder, key)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		if err := renameIDs(dir, ids, filepath.Join(replaced, ownDir, filepath.Base(folder), key)); err != nil {
			return err
		}
	}
	return nil
}
