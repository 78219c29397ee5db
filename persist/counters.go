package persist

import "github.com/devdo/devdo/persist/internal/sqlite"

// workerd patches SQLite to count the rows that cursors move to and the records written. The stock
// library has only part of that: the moves to a next row, and the rows changed. The rest is derived
// from the statement's program: how often each loop of it ran says how often the instructions within
// position a cursor, which reads one row each time, or write a record. What lies behind a branch
// within a loop is counted as if it were always reached, so the numbers may differ a little.

// cost is what the program of a statement says about its work.
type cost struct {
	regions  []region
	reading  []int // regions of instructions that position a cursor
	exact    []int // of searches for one key, which read a row only if they find it
	writing  []int // of instructions that write a record and change no row of a table
	changing []int // of those that change a row of a table
	counted  []int // root pages of tables whose rows are counted
	virtual  bool  // reads a virtual table
	modules  bool  // writes to a virtual table, whose own tables do not count
	schema   bool
}

// region is a range of addresses that runs more or less often than what is around it. Region 0 is the
// whole program.
type region struct {
	from, to int
	kind     regionKind
	counter  int // of a loop
	shared   int // how many loops have the same counter
	around   int
}

type regionKind int

const (
	regionWhole  regionKind = iota
	regionLoop              // a loop over rows
	regionModule            // a loop over rows of a virtual table
	regionJump              // goes back by a jump: a recursive query, rows of VALUES
	regionOnce              // runs the first time only
)

// RowsRead is about the number of rows read so far, as workerd counts them.
func (c *Cursor) RowsRead() int {
	r := c.r
	r.a.mu.Lock()
	defer r.a.mu.Unlock()
	p := r.cost
	m := r.currentMoves()
	n := 0
	for _, moves := range m {
		n += moves
	}
	n -= p.foreign(m)
	for _, in := range p.reading {
		n += r.iterations(in, m)
	}
	hits := max(r.rows, int(r.currentChanges()))
	for _, in := range p.exact {
		n += min(r.iterations(in, m), hits)
	}
	if p.virtual {
		n += r.taken()
	}
	for _, root := range p.counted {
		n += r.a.rowsAt(root)
	}
	return n
}

// foreign is what counters hold that no loop counts in, because SQLite uses them itself.
func (c *cost) foreign(m sqlite.Moves) int {
	used := [len(m)]bool{}
	for _, g := range c.regions {
		if g.kind == regionLoop {
			used[g.counter] = true
		}
	}
	n := 0
	for counter, moves := range m {
		if !used[counter] {
			n += moves
		}
	}
	return n
}

// RowsWritten is about the number of records written so far, as workerd counts them.
func (c *Cursor) RowsWritten() int {
	r := c.r
	r.a.mu.Lock()
	defer r.a.mu.Unlock()
	p := r.cost
	changes := int(r.currentChanges())
	if p.modules {
		return int(r.currentDirect())
	}
	if !p.schema {
		return changes + p.written(changes)
	}
	n, m := 0, r.currentMoves()
	for _, in := range append(p.changing[:len(p.changing):len(p.changing)], p.writing...) {
		n += r.iterations(in, m)
	}
	return n
}

// written is how many records beside the rows themselves a number of changed rows is likely to need.
func (c *cost) written(changes int) int {
	if changes == 0 || len(c.changing) == 0 {
		return 0
	}
	each, n := 0, 0
	for _, in := range c.writing {
		if in == 0 && c.changing[0] != 0 {
			n++ // such as the record of the last key
			continue
		}
		each++
	}
	return n + changes*each/len(c.changing)
}

// iterations is about how often a region has run.
func (r *run) iterations(in int, m sqlite.Moves) int {
	g := &r.cost.regions[in]
	switch g.kind {
	case regionWhole, regionOnce:
		return 1
	case regionModule:
		return r.rows
	case regionJump:
		if r.rows == 0 && r.currentChanges() > 0 {
			return int(r.currentChanges())
		}
		n := r.rows
		if r.ended {
			n++ // to find that there is no more
		}
		return max(n, r.iterations(g.around, m))
	}
	moves := m[g.counter] / g.shared
	if moves == 0 && r.rows == 0 && r.currentChanges() == 0 && !r.cost.schema {
		return 0
	}
	// Each time that the loop begins it is on a row without a move.
	return moves + r.iterations(g.around, m)
}

// taken is how many rows the script has moved past.
func (r *run) taken() int {
	if r.ended {
		return r.rows
	}
	return r.rows - 1
}

func (r *run) currentMoves() sqlite.Moves {
	if r.ended {
		return r.moves
	}
	return r.p.stmt.Moves(false)
}

func (r *run) currentChanges() int64 {
	if r.ended {
		return r.changes
	}
	return r.a.db.conn.TotalChanges() - r.changes + r.p.stmt.Changes()
}

func (r *run) currentDirect() int64 {
	if r.ended {
		return r.direct
	}
	return r.p.stmt.Changes()
}

const sqlTableAt = `SELECT tbl_name FROM sqlite_master WHERE rootpage = ?`

// rowsAt is the number of rows of the table whose b-tree, or that of one of its indexes, is at a page.
func (a *Actor) rowsAt(root int) int {
	table, n := "", 0
	if a.db == nil && a.open() != nil {
		return 0
	}
	if a.db.query(sqlTableAt, func(s *sqlite.Stmt) { table = s.Text(0) }, int64(root)) != nil || table == "" {
		return 0
	}
	s, _, err := a.db.conn.Prepare("SELECT count(*) FROM " + quoteName(table))
	if err != nil {
		return 0
	}
	defer s.Finalize()
	if more, err := s.Step(); err == nil && more {
		n = int(s.Int(0))
	}
	return n
}
