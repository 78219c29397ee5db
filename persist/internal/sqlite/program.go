package sqlite

import (
	"unsafe"

	lib "modernc.org/sqlite/lib"
)

// Opcode is an operation of SQLite's virtual machine.
type Opcode uint8

// The operations that say what a program reads and writes.
const (
	VdbeRewind        Opcode = lib.OP_Rewind
	VdbeLast          Opcode = lib.OP_Last
	VdbeSort          Opcode = lib.OP_Sort
	VdbeSorterSort    Opcode = lib.OP_SorterSort
	VdbeSeekGE        Opcode = lib.OP_SeekGE
	VdbeSeekGT        Opcode = lib.OP_SeekGT
	VdbeSeekLE        Opcode = lib.OP_SeekLE
	VdbeSeekLT        Opcode = lib.OP_SeekLT
	VdbeSeekRowid     Opcode = lib.OP_SeekRowid
	VdbeNotExists     Opcode = lib.OP_NotExists
	VdbeIdxGT         Opcode = lib.OP_IdxGT
	VdbeIdxLT         Opcode = lib.OP_IdxLT
	VdbeNext          Opcode = lib.OP_Next
	VdbePrev          Opcode = lib.OP_Prev
	VdbeSorterNext    Opcode = lib.OP_SorterNext
	VdbeVNext         Opcode = lib.OP_VNext
	VdbeVUpdate       Opcode = lib.OP_VUpdate
	VdbeCount         Opcode = lib.OP_Count
	VdbeInsert        Opcode = lib.OP_Insert
	VdbeIdxInsert     Opcode = lib.OP_IdxInsert
	VdbeDelete        Opcode = lib.OP_Delete
	VdbeFkIfZero      Opcode = lib.OP_FkIfZero
	VdbeGoto          Opcode = lib.OP_Goto
	VdbeOnce          Opcode = lib.OP_Once
	VdbeOpenRead      Opcode = lib.OP_OpenRead
	VdbeOpenWrite     Opcode = lib.OP_OpenWrite
	VdbeReopenIdx     Opcode = lib.OP_ReopenIdx
	VdbeOpenEphemeral Opcode = lib.OP_OpenEphemeral
	VdbeOpenAutoindex Opcode = lib.OP_OpenAutoindex
	VdbeOpenPseudo    Opcode = lib.OP_OpenPseudo
	VdbeSorterOpen    Opcode = lib.OP_SorterOpen
	VdbeParseSchema   Opcode = lib.OP_ParseSchema
)

// Instruction is one of a program.
type Instruction struct {
	Op         Opcode
	P1, P2, P3 int
	P5         int
}

// operations are the statement's program. They move when SQLite compiles the statement again.
func (s *Stmt) operations() []lib.TVdbeOp {
	v := (*lib.TVdbe)(at(s.stmt))
	return unsafe.Slice((*lib.TVdbeOp)(at(v.FaOp)), v.FnOp)
}

// IsExplain reports whether the statement only says what another would do.
func (s *Stmt) IsExplain() bool {
	return lib.Xsqlite3_stmt_isexplain(s.c.tls, s.stmt) != 0
}

// Program is what the statement does, followed by the programs of its triggers, which have
// addresses of their own.
func (s *Stmt) Program() [][]Instruction {
	todo := [][]lib.TVdbeOp{s.operations()}
	seen := map[uintptr]bool{}
	var all [][]Instruction
	for len(todo) > 0 {
		ops := todo[0]
		todo = todo[1:]
		program := make([]Instruction, len(ops))
		for i := range ops {
			op := &ops[i]
			program[i] = Instruction{Op: Opcode(op.Fopcode), P1: int(op.Fp1), P2: int(op.Fp2), P3: int(op.Fp3), P5: int(op.Fp5)}
			if op.Fopcode != lib.OP_Program {
				continue
			}
			at4 := *(*uintptr)(unsafe.Pointer(&op.Fp4))
			if sub := (*lib.TSubProgram)(at(at4)); !seen[at4] && sub.FnOp > 0 {
				seen[at4] = true
				todo = append(todo, unsafe.Slice((*lib.TVdbeOp)(at(sub.FaOp)), sub.FnOp))
			}
		}
		all = append(all, program)
	}
	return all
}

// moveCounters are counters of a statement that its moves to a next row can be counted in: those for
// scans, sorts, automatic indexes and Bloom filters, and number 0, which has no name.
var moveCounters = []int{0, lib.SQLITE_STMTSTATUS_FULLSCAN_STEP, lib.SQLITE_STMTSTATUS_AUTOINDEX, lib.SQLITE_STMTSTATUS_SORT, lib.SQLITE_STMTSTATUS_FILTER_MISS, lib.SQLITE_STMTSTATUS_FILTER_HIT}

// CountMoves gives each instruction that moves to a next row a counter of its own, as far as they go,
// and returns the address of each with its counter. SQLite itself only counts by the reason for the
// move; the operand that chooses the counter has no other meaning.
func (s *Stmt) CountMoves() map[int]int {
	ops := s.operations()
	free := moveCounters
	var moves []int
	for i := range ops {
		switch ops[i].Fopcode {
		case lib.OP_Next, lib.OP_Prev, lib.OP_SorterNext:
			moves = append(moves, i)
		case lib.OP_Filter:
			free = free[:min(len(free), 4)]
		}
	}
	for i := range ops {
		if op := ops[i].Fopcode; op == lib.OP_Sort || op == lib.OP_SorterSort { // they count in that of sorts
			free = append([]int{0, lib.SQLITE_STMTSTATUS_FULLSCAN_STEP, lib.SQLITE_STMTSTATUS_AUTOINDEX}, free[4:]...)
			break
		}
	}
	counters := map[int]int{}
	for n, i := range moves {
		counter := free[n%len(free)]
		ops[i].Fp5 = uint16(counter)
		counters[i] = counter
	}
	return counters
}

// MoveCounters are the counters of the instructions that move to a next row, as they are.
func (s *Stmt) MoveCounters() map[int]int {
	counters := map[int]int{}
	for i, op := range s.operations() {
		switch op.Fopcode {
		case lib.OP_Next, lib.OP_Prev, lib.OP_SorterNext:
			counters[i] = int(op.Fp5)
		}
	}
	return counters
}

// Moves is how often cursors have gone on to a next row, by the counters of CountMoves.
func (s *Stmt) Moves(reset bool) Moves {
	var m Moves
	for _, counter := range moveCounters {
		m[counter] = int(lib.Xsqlite3_stmt_status(s.c.tls, s.stmt, int32(counter), flag(reset)))
	}
	return m
}

func flag(set bool) int32 {
	if set {
		return 1
	}
	return 0
}

// Moves are the counts of Stmt.Moves, by counter.
type Moves [9]int

// Changes is how many rows the current run itself has changed that the connection has not counted yet.
func (s *Stmt) Changes() int64 {
	return (*lib.TVdbe)(at(s.stmt)).FnChange
}
