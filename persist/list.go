package persist

import "github.com/devdo/devdo/persist/internal/sqlite"

// ListOptions choose keys by UTF-8 byte order. Bounds and prefix combine.
type ListOptions struct {
	Start      *string // inclusive
	StartAfter *string // exclusive
	End        *string // exclusive
	Prefix     string
	Reverse    bool // from the high end; Start and End keep their meaning
	Limit      int  // 0: none
}

const (
	sqlList           = `SELECT key, value FROM _cf_KV WHERE key >= ?1 ORDER BY key LIMIT ?2`
	sqlListEnd        = `SELECT key, value FROM _cf_KV WHERE key >= ?1 AND key < ?3 ORDER BY key LIMIT ?2`
	sqlListReverse    = `SELECT key, value FROM _cf_KV WHERE key >= ?1 ORDER BY key DESC LIMIT ?2`
	sqlListEndReverse = `SELECT key, value FROM _cf_KV WHERE key >= ?1 AND key < ?3 ORDER BY key DESC LIMIT ?2`
)

// keyRange is [low, high) in byte order; without bounded it has no upper end.
type keyRange struct {
	low, high string
	bounded   bool
}

func (o ListOptions) keyRange() keyRange {
	r := keyRange{low: o.Prefix}
	if o.Start != nil {
		r.low = max(r.low, *o.Start)
	}
	if o.StartAfter != nil {
		r.low = max(r.low, *o.StartAfter+"\x00")
	}
	r.high, r.bounded = afterPrefix(o.Prefix)
	if o.End != nil && (!r.bounded || *o.End < r.high) {
		r.high, r.bounded = *o.End, true
	}
	return r
}

// afterPrefix is the least string greater than every string with this prefix, if there is one.
func afterPrefix(prefix string) (string, bool) {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1]), true
		}
	}
	return "", false
}

func (r keyRange) empty() bool { return r.bounded && r.high <= r.low }

// query is the statement that lists the range, and its parameters.
func (r keyRange) query(reverse bool, limit int64) (sql string, args []any) {
	switch {
	case r.bounded && reverse:
		return sqlListEndReverse, []any{r.low, limit, r.high}
	case r.bounded:
		return sqlListEnd, []any{r.low, limit, r.high}
	case reverse:
		return sqlListReverse, []any{r.low, limit}
	}
	return sqlList, []any{r.low, limit}
}

// limit is SQLite's LIMIT; negative is none.
func (o ListOptions) limit() int64 {
	if o.Limit > 0 {
		return int64(o.Limit)
	}
	return -1
}

// List calls fn for each entry. It ends early if fn returns false. fn must not use the actor.
// It invalidates the actor's Iterator, if there is one.
func (a *Actor) List(o ListOptions, fn func(key string, value []byte) bool) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	a.kv.iter = nil
	return a.scan(o.keyRange(), o.Reverse, o.limit(), fn)
}

func (a *Actor) scan(r keyRange, reverse bool, limit int64, fn func(key string, value []byte) bool) error {
	if r.empty() {
		return nil
	}
	if ok, err := a.hasTable(&a.kv.hasTable, "_cf_KV"); err != nil || !ok {
		return err
	}
	if err := a.pin(); err != nil {
		return err
	}
	sql, args := r.query(reverse, limit)
	s, err := a.db.bind(sql, args)
	if err != nil {
		return err
	}
	defer s.Reset()
	return a.eachEntry(s, fn)
}

func (a *Actor) eachEntry(s *sqlite.Stmt, fn func(key string, value []byte) bool) error {
	for {
		more, err := s.Step()
		if err != nil {
			return a.db.wrap("read", err)
		}
		if !more || !fn(s.Text(0), s.Blob(1)) {
			return nil
		}
	}
}

// Iterator walks over entries one at a time and sees the table as it is at each step, so writing
// and deleting meanwhile is allowed. It keeps nothing open. An actor has one live Iterator.
type Iterator struct {
	a       *Actor
	r       keyRange
	reverse bool
	left    int // entries still wanted; negative: no limit
	done    bool
}

// Iterate starts an Iterator and so invalidates the one before.
func (a *Actor) Iterate(o ListOptions) (*Iterator, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	it := &Iterator{a: a, r: o.keyRange(), reverse: o.Reverse, left: int(o.limit())}
	a.kv.iter = it
	return it, nil
}

// Next returns the next entry; ok is false at the end. On an Iterator that another List or Iterate
// has replaced it fails with a *SQLError.
func (it *Iterator) Next() (key string, value []byte, ok bool, err error) {
	if it.done {
		return "", nil, false, nil
	}
	a := it.a
	if err := a.enter(); err != nil {
		return "", nil, false, err
	}
	defer a.mu.Unlock()
	if a.kv.iter != it {
		return "", nil, false, &SQLError{Message: msgIteratorInvalid}
	}
	if it.left != 0 {
		err = a.scan(it.r, it.reverse, 1, func(k string, v []byte) bool {
			key, value, ok = k, v, true
			return false
		})
	}
	it.advance(key, ok)
	return key, value, ok, err
}

// advance moves the range past key.
func (it *Iterator) advance(key string, ok bool) {
	switch {
	case !ok:
		it.done = true
	case it.reverse:
		it.r.high, it.r.bounded = key, true
	default:
		it.r.low = key + "\x00"
	}
	it.left--
}
