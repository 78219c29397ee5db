package crypto

import (
	"bytes"
	"crypto/subtle"
	"encoding/binary"
	"math"
)

// Key wrapping of RFC 3394.

// kwUnit is the unit of wrapping in bytes, kwRounds how often it goes through the units.
const (
	kwUnit   = 8
	kwRounds = 6
)

// kwCheck is what unwrapping must find in the first unit.
var kwCheck = bytes.Repeat([]byte{0xa6}, kwUnit)

func wrapKW(k *key, data []byte) ([]byte, error) {
	if len(data)%kwUnit != 0 {
		return nil, operationError(msgUnwrappedUnits, len(data)*8)
	}
	if len(data) < 2*kwUnit {
		return nil, operationError(msgUnwrappedSize, len(data), uint64(math.MaxUint64-kwUnit))
	}
	block, n := aesBlock(k), len(data)/kwUnit
	out := append(bytes.Clone(kwCheck), data...)
	var b [2 * kwUnit]byte
	copy(b[:kwUnit], out)
	for t := 1; t <= kwRounds*n; t++ {
		unit := out[((t-1)%n+1)*kwUnit:][:kwUnit]
		copy(b[kwUnit:], unit)
		block.Encrypt(b[:], b[:])
		count(b[:kwUnit], t)
		copy(unit, b[kwUnit:])
	}
	copy(out, b[:kwUnit])
	return out, nil
}

func unwrapKW(k *key, data []byte) ([]byte, error) {
	if len(data)%kwUnit != 0 {
		return nil, operationError(msgWrappedUnits, len(data)*8)
	}
	if len(data) < 3*kwUnit {
		return nil, operationError(msgWrappedSize, len(data)*8)
	}
	block, n := aesBlock(k), len(data)/kwUnit-1
	out := bytes.Clone(data[kwUnit:])
	var b [2 * kwUnit]byte
	copy(b[:kwUnit], data)
	for t := kwRounds * n; t > 0; t-- {
		unit := out[(t-1)%n*kwUnit:][:kwUnit]
		copy(b[kwUnit:], unit)
		count(b[:kwUnit], t)
		block.Decrypt(b[:], b[:])
		copy(unit, b[kwUnit:])
	}
	if subtle.ConstantTimeCompare(b[:kwUnit], kwCheck) != 1 {
		return nil, operationError(msgUnwrapping, k.name)
	}
	return out, nil
}

// count mixes the number of a step into a unit.
func count(unit []byte, step int) {
	binary.BigEndian.PutUint64(unit, binary.BigEndian.Uint64(unit)^uint64(step))
}
