package persist

import "github.com/devdo/devdo/persist/internal/sqlite"

// costOf reads the program of a statement, whose moves to a next row count in the given counters.
func costOf(s *sqlite.Stmt, counters map[int]int) *cost {
	c := &cost{}
	if s.IsExplain() {
		c.regions = []region{{}}
		return c
	}
	for n, program := range s.Program() {
		if n == 0 {
			c.findRegions(program, counters)
		}
		c.read(program, n == 0)
	}
	return c
}

// Flags of instructions that write.
const (
	opflagNChange = 0x01
	opflagIsNoop  = 0x40
)

// read adds the work of the instructions. What triggers do is taken as if it were done once.
func (c *cost) read(program []sqlite.Instruction, main bool) {
	temporary := map[int]bool{} // cursors on tables of the statement's own
	roots := map[int]int{}
	for _, in := range program {
		switch in.Op {
		case sqlite.VdbeOpenEphemeral, sqlite.VdbeOpenAutoindex, sqlite.VdbeOpenPseudo, sqlite.VdbeSorterOpen:
			temporary[in.P1] = true
		case sqlite.VdbeOpenRead, sqlite.VdbeOpenWrite, sqlite.VdbeReopenIdx:
			roots[in.P1] = in.P2
		}
	}
	skipped := skips(program)
	for addr, in := range program {
		if skipped[addr] {
			continue
		}
		at := 0
		if main && !(in.Op == sqlite.VdbeRewind && in.P2 <= 1) { // so the frame of a window begins, once
			at = c.regionAt(addr, -1)
		}
		switch in.Op {
		case sqlite.VdbeSeekGE, sqlite.VdbeSeekLE:
			next := program[min(addr+1, len(program)-1)].Op
			if next == sqlite.VdbeIdxGT || next == sqlite.VdbeIdxLT {
				c.exact = append(c.exact, at)
				continue
			}
			c.reading = append(c.reading, at)
		case sqlite.VdbeRewind, sqlite.VdbeLast, sqlite.VdbeSort, sqlite.VdbeSorterSort, sqlite.VdbeSeekGT, sqlite.VdbeSeekLT, sqlite.VdbeSeekRowid, sqlite.VdbeNotExists:
			c.reading = append(c.reading, at)
		case sqlite.VdbeVNext:
			c.virtual = true
		case sqlite.VdbeVUpdate:
			c.modules = true
		case sqlite.VdbeParseSchema:
			c.schema = true
		case sqlite.VdbeCount:
			c.counted = append(c.counted, roots[in.P1])
		case sqlite.VdbeInsert, sqlite.VdbeIdxInsert, sqlite.VdbeDelete:
			c.write(in, temporary[in.P1], at)
		}
	}
}

// skips finds the instructions behind a jump to which no other leads, such as those of a condition that
// is never true, and the checks of foreign keys that are made only after a violation.
func skips(program []sqlite.Instruction) []bool {
	reached := make([]bool, len(program)+1)
	for _, in := range program {
		if in.P2 > 0 && in.P2 < len(program) {
			reached[in.P2] = true
		}
	}
	skipped := make([]bool, len(program))
	for addr, in := range program {
		if in.Op != sqlite.VdbeGoto && in.Op != sqlite.VdbeFkIfZero {
			continue
		}
		for n := addr + 1; n < min(in.P2, len(program)); n++ {
			if in.Op == sqlite.VdbeGoto && reached[n] {
				break
			}
			skipped[n] = true
		}
	}
	return skipped
}

// write counts an instruction that writes a record.
func (c *cost) write(in sqlite.Instruction, temporary bool, at int) {
	flags := in.P5
	if in.Op == sqlite.VdbeDelete {
		flags = in.P2
	}
	switch {
	case temporary, in.Op == sqlite.VdbeInsert && flags&opflagIsNoop != 0:
	case flags&opflagNChange != 0:
		c.changing = append(c.changing, at)
	case in.Op != sqlite.VdbeDelete:
		c.writing = append(c.writing, at)
	}
}

// findRegions finds the loops and what runs once, and how they nest.
func (c *cost) findRegions(program []sqlite.Instruction, counters map[int]int) {
	c.regions = []region{{to: len(program)}}
	loops := map[int]int{}
	for addr, in := range program {
		g := region{from: in.P2, to: addr}
		switch in.Op {
		case sqlite.VdbeNext, sqlite.VdbePrev, sqlite.VdbeSorterNext:
			g.kind, g.counter = regionLoop, counters[addr]
			loops[g.counter]++
		case sqlite.VdbeVNext:
			g.kind = regionModule
		case sqlite.VdbeGoto:
			if in.P2 <= 1 || in.P2 >= addr { // 1 is where the program begins
				continue
			}
			g.kind = regionJump
		case sqlite.VdbeOnce:
			if in.P2 <= addr {
				continue
			}
			g = region{from: addr + 1, to: in.P2 - 1, kind: regionOnce}
		default:
			continue
		}
		c.regions = append(c.regions, g)
	}
	for n := range c.regions {
		g := &c.regions[n]
		g.shared = max(1, loops[g.counter])
		if n > 0 {
			g.around = c.regionAt(g.from, n)
		}
	}
}

// regionAt is the innermost region around an address, or around a region that begins there.
func (c *cost) regionAt(addr, of int) int {
	inner := 0
	for n, g := range c.regions {
		if g.from > addr || addr > g.to || n == of {
			continue
		}
		if of >= 0 && !c.regions[of].within(n, of, g) {
			continue
		}
		if g.size() < c.regions[inner].size() {
			inner = n
		}
	}
	return inner
}

func (g region) size() int { return g.to - g.from }

// within reports whether g, number of, lies in another region, which is not the same addresses.
func (g region) within(other, of int, o region) bool {
	if o.from > g.from || g.to > o.to {
		return false
	}
	return o.size() > g.size() || other < of
}
