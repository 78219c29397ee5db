package clone

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// generator makes random values.
type generator struct {
	*rand.Rand
	made []wire.Value // to refer to again
}

func (g *generator) value(depth int) wire.Value {
	if depth > 0 && g.IntN(3) > 0 {
		return g.object(depth - 1)
	}
	switch g.IntN(8) {
	case 0:
		return wire.Undefined{}
	case 1:
		return wire.Null{}
	case 2:
		return wire.Bool(g.IntN(2) == 0)
	case 3:
		return wire.Number(g.IntN(1<<32) - 1<<31)
	case 4:
		return wire.Number(g.double())
	case 5:
		return g.bigInt()
	}
	return wire.String(g.text())
}

func (g *generator) double() float64 {
	special := []float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1 << 30, 1<<53 + 2, 5e-324}
	if k := g.IntN(2 * len(special)); k < len(special) {
		return special[k]
	}
	return g.NormFloat64()
}

func (g *generator) bigInt() wire.Value {
	i := new(big.Int).SetUint64(g.Uint64())
	i.Lsh(i, uint(g.IntN(80)))
	if g.IntN(2) == 0 {
		i.Neg(i)
	}
	return wire.BigInt{Int: i}
}

func (g *generator) text() string {
	alphabets := [][]uint16{{'a', 'b', ' '}, {'a', 0xe9, 0xff}, {'a', 0x65e5, 0xe9}, {0xd83d, 0xde00, 'x', 0xfffd}}
	alphabet := alphabets[g.IntN(len(alphabets))]
	units := make([]uint16, g.IntN(12))
	for k := range units {
		units[k] = alphabet[g.IntN(len(alphabet))]
	}
	return wire.FromUTF16(units)
}

func (g *generator) object(depth int) wire.Value {
	if len(g.made) > 0 && g.IntN(6) == 0 {
		return g.made[g.IntN(len(g.made))]
	}
	v := g.empty()
	g.made = append(g.made, v)
	g.fill(v, depth)
	return v
}

func (g *generator) empty() wire.Value {
	switch g.IntN(10) {
	case 0:
		return &wire.Date{Milliseconds: float64(g.Int64N(1e13)) - 5e12}
	case 1:
		return &wire.Map{}
	case 2:
		return &wire.Set{}
	case 3:
		sources := []string{"a", "[0-9]+", `\d`, "é|日"}
		return &wire.RegExp{Source: sources[g.IntN(len(sources))], Bits: uint32(g.IntN(8))}
	case 4:
		boxed := []wire.Value{wire.Number(g.double()), wire.Bool(true), wire.String(g.text()), g.bigInt()}
		return &wire.Boxed{Value: boxed[g.IntN(len(boxed))]}
	case 5:
		return g.view()
	case 6, 7:
		return &wire.Array{}
	}
	return &wire.Object{}
}

func (g *generator) view() wire.Value {
	types := []wire.ViewType{wire.Int8Array, wire.Uint8Array, wire.Uint8ClampedArray, wire.Int16Array, wire.Uint16Array,
		wire.Int32Array, wire.Uint32Array, wire.Float32Array, wire.Float64Array, wire.BigInt64Array, wire.BigUint64Array, wire.DataView}
	var buffer *wire.ArrayBuffer
	for _, v := range g.made {
		if b, ok := v.(*wire.ArrayBuffer); ok && g.IntN(2) == 0 {
			buffer = b
		}
	}
	if buffer == nil {
		buffer = &wire.ArrayBuffer{Data: make([]byte, 8*g.IntN(4))}
		for k := range buffer.Data {
			buffer.Data[k] = byte(g.IntN(256))
		}
		g.made = append(g.made, buffer)
	}
	offset := uint32(8 * g.IntN(len(buffer.Data)/8+1))
	return &wire.View{Buffer: buffer, ViewHeader: wire.ViewHeader{
		Type: types[g.IntN(len(types))], Offset: offset, Length: uint32(len(buffer.Data)) - offset,
	}}
}

func (g *generator) fill(v wire.Value, depth int) {
	switch v := v.(type) {
	case *wire.Object:
		v.Properties = g.properties(depth)
	case *wire.Array:
		holes := g.IntN(4) == 0
		for range g.IntN(6) {
			if !holes || g.IntN(2) == 0 {
				v.Elements = append(v.Elements, wire.Element{Index: v.Length, Value: g.value(depth)})
			}
			v.Length++
		}
		if g.IntN(4) == 0 {
			v.Properties = []wire.Property{{Key: "x", Value: g.value(depth)}}
		}
	case *wire.Map:
		for k := range g.IntN(4) {
			v.Entries = append(v.Entries, wire.Entry{Key: wire.Number(k), Value: g.value(depth)})
		}
	case *wire.Set:
		for k := range g.IntN(4) {
			v.Items = append(v.Items, wire.String(fmt.Sprint(k)))
		}
	}
}

func (g *generator) properties(depth int) []wire.Property {
	var list []wire.Property
	seen := map[string]bool{}
	if g.IntN(3) == 0 {
		list = append(list, wire.Property{Key: "7", Value: g.value(depth)})
	}
	for range g.IntN(5) {
		key := g.text()
		if _, index := wire.ArrayIndex(key); index || seen[key] {
			continue
		}
		seen[key] = true
		list = append(list, wire.Property{Key: key, Value: g.value(depth)})
	}
	return list
}

// A value that goes through JavaScript comes back the same, with all its shared references.
func TestRoundTrip(t *testing.T) {
	h := newHarness(t)
	for seed := range uint64(3000) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 1))}
		tree := g.value(4)
		data, err := wire.Encode(tree)
		if err != nil {
			t.Fatal(err)
		}
		v, err := h.c.Deserialize(data, Options{Throw: throw})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, wire.Format(tree, wire.Limits{}))
		}
		got, err := h.c.Serialize(v, Options{Throw: throw})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, wire.Format(tree, wire.Limits{}))
		}
		if !bytes.Equal(got, data) {
			t.Fatalf("seed %d: %s\n got %x\nwant %x", seed, wire.Format(tree, wire.Limits{}), got, data)
		}
	}
}

// Any bytes give a value or an error; what was read can be written.
func FuzzDeserialize(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.data)
	}
	rt := goja.New()
	c, err := NewCodec(rt)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := c.Deserialize(data, Options{Throw: throw})
		if err != nil {
			return
		}
		again, err := c.Serialize(v, Options{EnhancedErrors: true, Throw: throw})
		if err != nil {
			return // nested more deeply than may be written
		}
		if _, err := c.Deserialize(again, Options{Throw: throw}); err != nil {
			t.Errorf("%x: %v", again, err)
		}
	})
}
