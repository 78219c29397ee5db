package wasm

import "fmt"

// The engine's code cannot be preempted: while it runs, the garbage collector of the whole process
// waits for it, and nothing can end it. So the code of modules gets a budget of steps, a step being
// a turn of a loop or a call. When it is spent, a function that is added to the module lets the
// engine run Go for a moment, and traps where the instance was told to stop. The engine has such
// checks too, at every turn of a loop; these cost a tenth of them.

// budget is how many steps there are between checks: some microseconds to a millisecond.
const budget = 10_000

// hiddenStop is the export of the global that says to stop.
const hiddenStop = hidden + "stop"

// additions are the indices of what is added to a module.
type additions struct {
	typ, function, table uint32
	steps, stop          uint32 // globals
}

func (d *description) additions() additions {
	return additions{
		typ: uint32(len(d.types)), function: uint32(len(d.functions)), table: uint32(len(d.tables)),
		steps: uint32(len(d.globals)), stop: uint32(len(d.globals)) + 1,
	}
}

// instructions, by their bytes.
const (
	opUnreachable = 0x00
	opLoop        = 0x03
	opIf          = 0x04
	opEnd         = 0x0b
	opCall        = 0x10
	opDrop        = 0x1a
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opI32Const    = 0x41
	opI32Eqz      = 0x45
	opI32Sub      = 0x6b
	opRefNull     = 0xd0
	blockEmpty    = 0x40
)

// step is what stands at every loop and at the beginning of functions that call.
func (a additions) step() []byte {
	get, set := append([]byte{opGlobalGet}, unsigned(uint64(a.steps))...), append([]byte{opGlobalSet}, unsigned(uint64(a.steps))...)
	return join(get, []byte{opI32Const, 1, opI32Sub}, set, get, []byte{opI32Eqz, opIf, blockEmpty, opCall}, unsigned(uint64(a.function)), []byte{opEnd})
}

// check is the body of the added function. Growing a table by nothing is an instruction for which
// the engine runs Go.
func (a additions) check() []byte {
	body := join(
		[]byte{0, opI32Const}, signed(budget), []byte{opGlobalSet}, unsigned(uint64(a.steps)),
		[]byte{opRefNull, typeFunc[0], opI32Const, 0, 0xfc, 15}, unsigned(uint64(a.table)),
		[]byte{opDrop, opGlobalGet}, unsigned(uint64(a.stop)), []byte{opIf, blockEmpty, opUnreachable, opEnd, opEnd},
	)
	return append(unsigned(uint64(len(body))), body...)
}

// instrument rewrites the content of a code section. It panics where that is malformed.
func (a additions) instrument(content []byte) []byte {
	r := &reader{content, 0}
	count := r.uint()
	out := unsigned(count + 1)
	step := a.step()
	for range count {
		size := int(r.uint())
		body := instrumentBody(r.bytes(size), step)
		out = append(append(out, unsigned(uint64(len(body)))...), body...)
	}
	return append(out, a.check()...)
}

// instrumentBody adds step to a function.
func instrumentBody(body, step []byte) []byte {
	r := &reader{body, 0}
	for range r.u32() { // locals
		r.u32()
		r.valueType()
	}
	start := r.at
	loops, calls := skipCode(r)
	if len(loops) == 0 && !calls {
		return body
	}
	out := make([]byte, 0, len(body)+(len(loops)+1)*len(step))
	out = append(out, body[:start]...)
	if calls {
		out = append(out, step...)
	}
	from := start
	for _, at := range loops {
		out = append(append(out, body[from:at]...), step...)
		from = at
	}
	return append(out, body[from:]...)
}

// skipCode reads instructions to the end; it gives the places where the bodies of loops begin, and
// whether there are calls.
func skipCode(r *reader) (loops []int, calls bool) {
	for r.at < len(r.data) {
		op := r.byte()
		skipImmediates(r, op)
		switch op {
		case opLoop:
			loops = append(loops, r.at)
		case opCall, 0x11, 0x12, 0x13, 0x14, 0x15:
			calls = true
		}
	}
	return loops, calls
}

// immediates says what follows instructions of one byte: u an index, s a number, m a place in
// memory, b a type of a block, 4 and 8 as many bytes.
var immediates = map[byte]string{
	0x02: "b", 0x03: "b", 0x04: "b", 0x06: "b", 0x07: "u", 0x08: "u", 0x09: "u", 0x0c: "u", 0x0d: "u",
	0x10: "u", 0x11: "uu", 0x12: "u", 0x13: "uu", 0x14: "u", 0x15: "u", 0x18: "u",
	0x20: "u", 0x21: "u", 0x22: "u", 0x23: "u", 0x24: "u", 0x25: "u", 0x26: "u", 0x3f: "u", 0x40: "u",
	0x41: "s", 0x42: "s", 0x43: "4", 0x44: "8", 0xd0: "s", 0xd2: "u", 0xd5: "u", 0xd6: "u",
}

// bulk is the same for those after 0xfc.
var bulk = map[uint32]string{8: "uu", 9: "u", 10: "uu", 11: "u", 12: "uu", 13: "u", 14: "uu", 15: "u", 16: "u", 17: "u"}

func skipImmediates(r *reader, op byte) {
	switch {
	case op >= 0x28 && op <= 0x3e:
		skip(r, "m")
	case op == 0x0e: // br_table
		for range r.u32() {
			r.u32()
		}
		r.u32()
	case op == 0x1c: // select with types
		r.valueTypes()
	case op == 0x1f:
		skipTryTable(r)
	case op == 0xfc:
		skip(r, bulk[r.u32()])
	case op == 0xfd:
		skipVector(r, r.u32())
	case op == 0xfe:
		if r.u32() == 3 { // fence
			r.byte()
			return
		}
		skip(r, "m")
	case op > 0xd6 || op > 0xc4 && op < 0xd0:
		panic(fmt.Errorf("%w: instruction %#x", errMalformed, op))
	default:
		skip(r, immediates[op])
	}
}

func skip(r *reader, what string) {
	for _, w := range what {
		switch w {
		case 'u':
			r.u32()
		case 's':
			r.int()
		case 'm':
			if r.u32()&0x40 != 0 {
				r.u32()
			}
			r.uint()
		case 'b':
			skipBlockType(r)
		case '4':
			r.bytes(4)
		case '8':
			r.bytes(8)
		}
	}
}

func skipBlockType(r *reader) {
	if b := r.data[r.at]; b == 0x63 || b == 0x64 {
		r.valueType()
		return
	}
	r.int()
}

func skipTryTable(r *reader) {
	skipBlockType(r)
	for range r.u32() {
		if r.byte() < 2 {
			r.u32()
		}
		r.u32()
	}
}

func skipVector(r *reader, op uint32) {
	switch {
	case op <= 11, op == 92, op == 93:
		skip(r, "m")
	case op == 12, op == 13:
		r.bytes(16)
	case op >= 21 && op <= 34:
		r.byte()
	case op >= 84 && op <= 91:
		skip(r, "m")
		r.byte()
	}
}
