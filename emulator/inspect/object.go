package inspect

import (
	"strings"
	"time"
)

// Object is one object as the list of its namespace shows it.
type Object struct {
	ID       string     `json:"id"`
	Name     string     `json:"name,omitempty"` // if it is known
	Path     string     `json:"path"`
	Size     int64      `json:"size"` // of its files, in bytes
	Modified time.Time  `json:"modified"`
	Alarm    *time.Time `json:"alarm"`
}

// Title is the object's name, or else its id.
func (o Object) Title() string {
	if o.Name != "" {
		return o.Name
	}
	return o.ID
}

// Objects lists the objects of a namespace, those with names first. An error may come with the
// objects that could be read.
func (s *State) Objects(n Namespace) ([]Object, error) {
	infos, err := s.view.Objects(n.UniqueKey)
	objects := []Object{}
	for _, i := range infos {
		objects = append(objects, Object(i))
	}
	return objects, err
}

// Summary counts what an object holds.
type Summary struct {
	Entries int64  `json:"entries"`
	Tables  int    `json:"tables"`
	Problem string `json:"problem,omitempty"`
}

// Summarize counts what an object holds.
func (s *State) Summarize(n Namespace, o Object) Summary {
	var sum Summary
	view, err := s.view.Object(n.UniqueKey, o.ID)
	if err != nil {
		sum.Problem = err.Error()
		return sum
	}
	defer view.Close()
	tables, err := view.Tables()
	sum.Tables = len(tables)
	if err == nil {
		sum.Entries, err = view.CountEntries()
	}
	if err != nil {
		sum.Problem = err.Error()
	}
	return sum
}

// minPrefix is how much of an id must be given at least to mean the whole.
const minPrefix = 4

// FindObject finds an object by its name, its id, or the beginning of its id if no other's begins
// so. A name is found even where it was not kept, because the id follows from it. The error is a
// *NotFoundError or an *AmbiguousError.
func (s *State) FindObject(n Namespace, query string) (Object, error) {
	objects, err := s.Objects(n)
	if err != nil && len(objects) == 0 {
		return Object{}, err
	}
	derived := s.view.NamedID(n.UniqueKey, query)
	for _, o := range objects {
		if o.ID == derived {
			o.Name = query
			return o, nil
		}
	}
	lower := strings.ToLower(query)
	var found []Object
	for _, o := range objects {
		if len(query) >= minPrefix && strings.HasPrefix(o.ID, lower) {
			found = append(found, o)
		}
	}
	switch len(found) {
	case 0:
		return Object{}, notFoundObject(n, query, objects)
	case 1:
		return found[0], nil
	}
	var ids []string
	for _, o := range found {
		ids = append(ids, o.ID)
	}
	return Object{}, &AmbiguousError{Kind: "object", Query: query, Matches: ids}
}

func notFoundObject(n Namespace, query string, objects []Object) error {
	var names []string
	for _, o := range objects {
		names = append(names, o.Title())
	}
	return &NotFoundError{Kind: "object", Query: query, In: n.Title(), Near: near(query, names)}
}
