package persist

import "github.com/devdo/devdo/persist/internal/sqlite"

// workerd patches SQLite to count the rows that cursors move to and the records written. The stock
// library has only part of that: the moves to a next row, and the rows changed. The rest is derived
// from the statement's program: each instruction that positions a cursor reads one row, and each
// one that writes an index adds a record for each row changed. The program is read only when a
// script asks for a count.

// cost is what the program of a statement says about its work.
type cost struct {
	once    int        // rows read by instructions outside loops
	looped  []loopKind // instructions inside loops
	exact   int        // searches for one key, which read a row only if they find it
	inLoops []loopKind // such searches inside loops
	virtual bool       // reads a virtual table
	counted []int      // root pages of tables whose rows it counts

	changing int // instructions that change a row of a table
	writing  int // other instructions that write a record
	schema   bool
}

// loopKind is the counter in which the loop around an instruction counts its moves.
type loopKind int

const (
	loopRanged loopKind = iota
	loopScanned
	loopOther
	loopRows // goes back by a jump: a recursive query
)

// RowsRead is about the number of rows read so far, as workerd counts them.
func (c *Cursor) RowsRead() int {
	r := c.r
	r.a.mu.Lock()
	defer r.a.mu.Unlock()
	p := r.program()
	m := r.currentMoves()
	n := p.once + m.Ranged + m.Scanned + m.Auto
	for _, loop := range p.looped {
		n += r.iterations(loop, m)
	}
	hits := max(r.rows, int(r.currentChanges()))
	n += min(p.exact, hits)
	for _, loop := range p.inLoops {
		n += min(r.iterations(loop, m), hits)
	}
	if p.virtual {
		n += r.rows
	}
	for _, root := range p.counted {
		n += r.a.rowsAt(root)
	}
	return n
}

// RowsWritten is about the number of records written so far, as workerd counts them.
func (c *Cursor) RowsWritten() int {
	r := c.r
	r.a.mu.Lock()
	defer r.a.mu.Unlock()
	p := r.program()
	changes := int(r.currentChanges())
	switch {
	case changes > 0 && p.changing > 0:
		return changes + changes*p.writing/p.changing
	case p.schema:
		return p.changing + p.writing
	}
	return changes
}

// iterations guesses how often the body of a loop has run.
func (r *run) iterations(loop loopKind, m sqlite.Moves) int {
	n := m.Auto
	switch loop {
	case loopRanged:
		n = m.Ranged
	case loopScanned:
		n = m.Scanned
	case loopRows:
		n = r.rows
	}
	if n == 0 && r.rows == 0 && r.currentChanges() == 0 {
		return 0
	}
	return n + 1
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
	return r.a.db.conn.TotalChanges() - r.changes
}

// instruction is one row of EXPLAIN.
type instruction struct {
	addr, p1, p2, p3, p5 int
	op                   string
}

// program reads the statement's program, once. It is empty if the statement no longer compiles,
// say because it dropped its table.
func (r *run) program() *cost {
	if r.cost != nil {
		return r.cost
	}
	r.cost = &cost{}
	a := r.a
	if a.db == nil && a.open() != nil {
		return r.cost
	}
	s, _, err := a.db.conn.Prepare("EXPLAIN " + r.text)
	if err != nil {
		*r.cost = schemaCost(r.text)
		return r.cost
	}
	defer s.Finalize()
	var program []instruction
	for {
		more, err := s.Step()
		if err != nil || !more {
			break
		}
		program = append(program, instruction{
			addr: int(s.Int(0)), op: s.Text(1), p1: int(s.Int(2)), p2: int(s.Int(3)), p3: int(s.Int(4)), p5: int(s.Int(6)),
		})
	}
	r.cost.read(program)
	return r.cost
}

// schemaCost is what changing the schema typically costs; the statement cannot be compiled again.
func schemaCost(sql string) cost {
	tokens, _ := tokenize(sql)
	switch {
	case len(tokens) < 2:
		return cost{}
	case tokens[0].is("CREATE") && tokens[1].is("TABLE"):
		return cost{once: 1, writing: 2, schema: true}
	case tokens[0].is("CREATE"):
		return cost{once: 1, writing: 1, schema: true}
	case tokens[0].is("ALTER"):
		return cost{once: 5, writing: 1, schema: true}
	case tokens[0].is("DROP"):
		return cost{once: 5, schema: true}
	}
	return cost{}
}

func (c *cost) read(program []instruction) {
	temporary := map[int]bool{} // cursors on tables of the statement's own
	roots := map[int]int{}
	for _, in := range program {
		switch in.op {
		case "OpenEphemeral", "OpenAutoindex", "OpenPseudo", "SorterOpen":
			temporary[in.p1] = true
		case "OpenRead", "OpenWrite", "ReopenIdx":
			roots[in.p1] = in.p2
		case "ParseSchema":
			c.schema = true
		}
	}
	loops := findLoops(program)
	for i, in := range program {
		switch in.op {
		case "SeekGE", "SeekLE":
			next := program[min(i+1, len(program)-1)].op
			if next == "IdxGT" || next == "IdxLT" {
				c.position(in.addr, loops, &c.exact, &c.inLoops)
				continue
			}
			c.position(in.addr, loops, &c.once, &c.looped)
		case "Rewind", "Last", "Sort", "SorterSort", "SeekGT", "SeekLT", "SeekRowid", "NotExists":
			c.position(in.addr, loops, &c.once, &c.looped)
		case "VNext":
			c.virtual = true
		case "Count":
			c.counted = append(c.counted, roots[in.p1])
		case "Insert", "IdxInsert", "Delete":
			c.write(in, temporary[in.p1])
		}
	}
}

// Flags of instructions that write.
const (
	opflagNChange = 0x01
	opflagIsNoop  = 0x40
)

// write counts an instruction that writes a record.
func (c *cost) write(in instruction, temporary bool) {
	flags := in.p5
	if in.op == "Delete" {
		flags = in.p2
	}
	switch {
	case temporary, in.op == "Insert" && flags&opflagIsNoop != 0:
	case flags&opflagNChange != 0:
		c.changing++
	case in.op != "Delete":
		c.writing++
	}
}

// loop is a range of addresses that runs once for each row.
type loop struct {
	from, to int
	kind     loopKind
}

func findLoops(program []instruction) []loop {
	var loops []loop
	for _, in := range program {
		switch in.op {
		case "Next", "Prev", "SorterNext", "VNext":
		case "Goto":
			if in.p2 > 1 && in.p2 < in.addr { // 1 is where the program begins
				loops = append(loops, loop{in.p2, in.addr, loopRows})
			}
			continue
		default:
			continue
		}
		kind := loopOther
		switch in.p5 {
		case 0:
			kind = loopRanged
		case 1:
			kind = loopScanned
		}
		loops = append(loops, loop{in.p2, in.addr, kind})
	}
	return loops
}

// position counts an instruction that moves a cursor to a row, by the innermost loop around it.
func (c *cost) position(addr int, loops []loop, once *int, looped *[]loopKind) {
	inner := -1
	for i, l := range loops {
		if l.from <= addr && addr <= l.to && (inner < 0 || l.to-l.from < loops[inner].to-loops[inner].from) {
			inner = i
		}
	}
	if inner < 0 {
		*once++
		return
	}
	*looped = append(*looped, loops[inner].kind)
}

const sqlTableAt = `SELECT tbl_name FROM sqlite_master WHERE rootpage = ?`

// rowsAt is the number of rows of the table whose b-tree, or that of one of its indexes, is at a page.
func (a *Actor) rowsAt(root int) int {
	table, n := "", 0
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
