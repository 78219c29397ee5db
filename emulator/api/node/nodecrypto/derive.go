package nodecrypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/rand"
	"fmt"
	"hash"
	"math/big"

	"github.com/dop251/goja"
	"golang.org/x/crypto/scrypt"

	"github.com/devdo/devdo/emulator/api/webidl"
)

const (
	// maxHKDFBlocks is the most that RFC 5869 gives, in digests.
	maxHKDFBlocks = 255
	// maxScryptCost is workerd's limit of N·r·p.
	maxScryptCost = 1 << 20
	// maxPrimeBits is workerd's limit of a prime's size.
	maxPrimeBits = 8192
	maxChecks    = 64
)

func (h host) derivations() map[string]function {
	return map[string]function{"hkdf": h.hkdf, "pbkdf2": h.pbkdf2, "scrypt": h.scrypt}
}

func (h host) primes() map[string]function {
	return map[string]function{"randomPrime": h.randomPrime, "checkPrime": h.checkPrime}
}

// digest is the one that the first argument names.
func (h host) digest(call goja.FunctionCall, n int, what string) func() hash.Hash {
	name := call.Argument(n).String()
	open := newHash(name)
	if open == nil {
		h.i.TypeError("Invalid " + what + " digest: " + name)
	}
	return open
}

func (h host) hkdf(call goja.FunctionCall) goja.Value {
	open := h.digest(call, 0, "Hkdf")
	length := h.int(call, 4)
	if length > maxHKDFBlocks*open().Size() {
		h.i.Throw("RangeError", "Invalid Hkdf key length")
	}
	derived, err := hkdf.Key(open, h.bytes(call, 1), h.bytes(call, 2), string(h.bytes(call, 3)), length)
	if err != nil {
		h.i.Throw("Error", "Hkdf failed")
	}
	return webidl.NewArrayBuffer(h.i, derived)
}

func (h host) pbkdf2(call goja.FunctionCall) goja.Value {
	open := h.digest(call, 4, "Pbkdf2")
	length := h.int(call, 3)
	if length > maxHKDFBlocks*open().Size() {
		h.i.Throw("RangeError", "Pbkdf2 failed: derived key length exceeds maximum for this hash")
	}
	if length == 0 {
		return h.array(nil)
	}
	derived, err := pbkdf2.Key(open, string(h.bytes(call, 0)), h.bytes(call, 1), h.int(call, 2), length)
	if err != nil {
		h.i.Throw("Error", "Pbkdf2 failed")
	}
	return h.array(derived)
}

func (h host) scrypt(call goja.FunctionCall) goja.Value {
	n, r, p := h.int(call, 2), h.int(call, 3), h.int(call, 4)
	maxMemory, length := h.int(call, 5), h.int(call, 6)
	if n > maxScryptCost || r > maxScryptCost || p > maxScryptCost || float64(n)*float64(r)*float64(p) > maxScryptCost {
		h.i.Throw("RangeError", fmt.Sprintf("Scrypt failed: cost exceeds maximum (%d).", maxScryptCost))
	}
	// The memory is that of the vector V, of B and of the scratch block, in blocks of 128·r bytes.
	if 128*r*(n+p+1) > maxMemory {
		h.i.Throw("Error", "Scrypt failed")
	}
	if length == 0 {
		return h.array(nil)
	}
	derived, err := scrypt.Key(h.bytes(call, 0), h.bytes(call, 1), n, r, p, length)
	if err != nil {
		h.i.Throw("Error", "Scrypt failed")
	}
	return h.array(derived)
}

// randomPrime makes a prime of some bits: safe or not, and ≡ rem (mod add) where these are given.
func (h host) randomPrime(call goja.FunctionCall) goja.Value {
	bits, safe := h.int(call, 0), call.Argument(1).ToBoolean()
	if bits > maxPrimeBits {
		h.i.Throw("RangeError", "generatePrime size exceeds maximum (8192 bits)")
	}
	var add, rem *big.Int
	if !isNone(call.Argument(2)) {
		add = new(big.Int).SetBytes(h.bytes(call, 2))
		rem = new(big.Int).SetBytes(h.bytes(call, 3))
		// workerd takes the pairs of Diffie-Hellman generators only.
		if !add.IsInt64() || rem.Cmp(new(big.Int).Sub(add, big.NewInt(1))) != 0 || (add.Int64() != 12 && add.Int64() != 24 && add.Int64() != 60) {
			h.i.Throw("RangeError", "Invalid values for add and rem")
		}
		if add.BitLen() > bits {
			h.i.Throw("RangeError", "options.add must not be bigger than size of the requested prime")
		}
	}
	prime := h.findPrime(bits, safe, add, rem)
	return webidl.NewArrayBuffer(h.i, prime.FillBytes(make([]byte, (bits+7)/8)))
}

// findPrime draws candidates until one is right, or the isolate ends.
func (h host) findPrime(bits int, safe bool, add, rem *big.Int) *big.Int {
	for {
		select {
		case <-h.i.Done():
			h.i.Throw("Error", "Error while generating prime")
		default:
		}
		if prime := h.drawPrime(bits, safe, add, rem); prime != nil {
			return prime
		}
	}
}

func (h host) drawPrime(bits int, safe bool, add, rem *big.Int) *big.Int {
	if add == nil && !safe && bits > 1 {
		prime, err := rand.Prime(rand.Reader, bits)
		if err != nil {
			return nil
		}
		return prime
	}
	if bits < 2 || (safe && add == nil && bits < 3) {
		h.i.Throw("Error", "Error while generating prime")
	}
	candidate, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), uint(bits-1)))
	if err != nil {
		return nil
	}
	candidate.SetBit(candidate, bits-1, 1)
	switch {
	case add != nil:
		candidate.Sub(candidate, new(big.Int).Mod(candidate, add)).Add(candidate, rem)
	case bits > 3:
		// A safe prime above 7 is 3 modulo 4.
		candidate.SetBit(candidate, 0, 1).SetBit(candidate, 1, 1)
		// Two high bits are set, as OpenSSL does, but no safe prime of less than 6 bits has both.
		if bits > 5 {
			candidate.SetBit(candidate, bits-2, 1)
		}
	}
	if candidate.BitLen() != bits || !candidate.ProbablyPrime(0) {
		return nil
	}
	half := new(big.Int).Rsh(candidate, 1)
	if safe && (!half.ProbablyPrime(20) || !candidate.ProbablyPrime(20)) {
		return nil
	}
	if !candidate.ProbablyPrime(20) {
		return nil
	}
	return candidate
}

func (h host) checkPrime(call goja.FunctionCall) goja.Value {
	candidate, checks := h.bytes(call, 0), h.int(call, 1)
	if checks > maxChecks {
		h.i.Throw("RangeError", "Invalid number of checks")
	}
	if len(candidate) > maxPrimeBits/8 {
		h.i.Throw("RangeError", "checkPrime candidate exceeds maximum size")
	}
	if checks == 0 {
		checks = 20
	}
	return h.i.Runtime().ToValue(new(big.Int).SetBytes(candidate).ProbablyPrime(checks))
}
