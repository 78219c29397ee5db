package nodecrypto

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rand"
	"math/big"
	"strings"

	"github.com/dop251/goja"
)

// maxDHBits is the longest prime that BoringSSL works with.
const maxDHBits = 10000

// What DH_check of OpenSSL says of parameters.
const (
	notPrime             = 1
	notSafePrime         = 2
	unableToCheck        = 4
	notSuitableGenerator = 8
)

func (h host) diffieHellman() map[string]function {
	all := h.ecdh()
	all["newDH"], all["newDHGroup"], all["dhVerifyError"] = h.newDH, h.newDHGroup, h.dhVerifyError
	all["dhGenerate"], all["dhSecret"] = h.dhGenerate, h.dhSecret
	all["dhGet"], all["dhSet"] = h.dhGet, h.dhSet
	all["statelessDH"] = h.statelessDH
	return all
}

type dh struct {
	prime, generator, public, private *big.Int
}

// groups have the size of the primes of RFC 3526 and what makes them prime.
var groups = map[string]struct {
	bits   uint
	offset int64
}{"modp14": {2048, 124476}, "modp15": {3072, 1690314}, "modp16": {4096, 240904}, "modp17": {6144, 929484}, "modp18": {8192, 4743158}}

// groupPrime is the prime 2^n - 2^(n-64) - 1 + 2^64·(⌊2^(n-130)·π⌋ + offset) of RFC 3526.
func groupPrime(bits uint, offset int64) *big.Int {
	one := big.NewInt(1)
	middle := pi(bits - 130)
	middle.Add(middle, big.NewInt(offset)).Lsh(middle, 64)
	p := new(big.Int).Lsh(one, bits)
	p.Sub(p, new(big.Int).Lsh(one, bits-64)).Sub(p, one)
	return p.Add(p, middle)
}

// pi is ⌊2^bits·π⌋, by Machin's formula.
func pi(bits uint) *big.Int {
	const guard = 64
	unit := new(big.Int).Lsh(big.NewInt(1), bits+guard)
	arctan := func(x int64) *big.Int {
		sum, square := new(big.Int), big.NewInt(x*x)
		term := new(big.Int).Div(unit, big.NewInt(x))
		for n := int64(1); term.Sign() != 0; n += 2 {
			part := new(big.Int).Div(term, big.NewInt(n))
			if n%4 == 1 {
				sum.Add(sum, part)
			} else {
				sum.Sub(sum, part)
			}
			term.Div(term, square)
		}
		return sum
	}
	result := arctan(5)
	result.Mul(result, big.NewInt(16)).Sub(result, new(big.Int).Mul(big.NewInt(4), arctan(239)))
	return result.Rsh(result, guard)
}

func (h host) newDHGroup(call goja.FunctionCall) goja.Value {
	const length = len("modp14")
	name := strings.ToLower(call.Argument(0).String())
	group, known := groups[name[:min(length, len(name))]]
	if !known || len(name) != length {
		h.i.Throw("Error", "Failed to init DiffieHellmanGroup: invalid group. Only groups {modp14, modp15, modp16, modp17, modp18} are supported.")
	}
	return h.i.Runtime().ToValue(&dh{prime: groupPrime(group.bits, group.offset), generator: big.NewInt(2)})
}

// newDH takes a prime, or its size, and a generator as bytes or a number.
func (h host) newDH(call goja.FunctionCall) goja.Value {
	_, numeric := call.Argument(0).Export().(int64)
	_, numericGenerator := call.Argument(1).Export().(int64)
	generator := big.NewInt(0)
	if numericGenerator {
		generator.SetInt64(call.Argument(1).ToInteger())
	}
	if numeric {
		if !numericGenerator {
			h.i.Throw("Error", "DiffieHellman init failed: invalid parameters")
		}
		return h.i.Runtime().ToValue(&dh{prime: h.dhPrime(h.int(call, 0), generator), generator: generator})
	}
	prime := h.bytes(call, 0)
	switch {
	case len(prime) > maxDHBits/8:
		h.i.Throw("RangeError", "DiffieHellman init failed: key is too large")
	case len(prime) == 0:
		h.i.Throw("Error", "DiffieHellman init failed: invalid key")
	}
	if numericGenerator {
		if generator.Cmp(big.NewInt(2)) < 0 {
			h.i.Throw("RangeError", "DiffieHellman init failed: generator too small")
		}
	} else {
		generator = h.dhGenerator(h.bytes(call, 1))
	}
	p := new(big.Int).SetBytes(prime)
	if p.Bit(0) == 0 || generator.Cmp(p) >= 0 {
		h.i.Throw("Error", "DiffieHellman init failed: Invalid DH prime generated")
	}
	return h.i.Runtime().ToValue(&dh{prime: p, generator: generator})
}

func (h host) dhGenerator(data []byte) *big.Int {
	if len(data) > maxDHBits/8 {
		h.i.Throw("RangeError", "DiffieHellman init failed: generator is too large")
	}
	generator := new(big.Int).SetBytes(data)
	if generator.Cmp(big.NewInt(1)) <= 0 {
		h.i.Throw("Error", "DiffieHellman init failed: invalid generator")
	}
	return generator
}

// dhPrime makes a safe prime that the generator is good for.
func (h host) dhPrime(bits int, generator *big.Int) *big.Int {
	if bits > maxDHBits {
		h.i.Throw("RangeError", "DiffieHellman init failed: requested prime size too large")
	}
	const smallest = 8
	if generator.Cmp(big.NewInt(1)) <= 0 || bits < smallest {
		h.i.Throw("Error", "DiffieHellman init failed: could not generate parameters")
	}
	switch generator.Int64() {
	case 2:
		return h.findPrime(bits, true, big.NewInt(24), big.NewInt(23))
	case 5:
		return h.findPrime(bits, true, big.NewInt(60), big.NewInt(59))
	}
	return h.findPrime(bits, true, big.NewInt(12), big.NewInt(11))
}

// dhVerifyError is what OpenSSL's check of the parameters gives.
func (h host) dhVerifyError(call goja.FunctionCall) goja.Value {
	d := handleOf[*dh](call, 0)
	codes := 0
	switch d.generator.Int64() {
	case 2:
		if new(big.Int).Mod(d.prime, big.NewInt(24)).Int64() != 11 && new(big.Int).Mod(d.prime, big.NewInt(24)).Int64() != 23 {
			codes |= notSuitableGenerator
		}
	case 5:
		if last := new(big.Int).Mod(d.prime, big.NewInt(10)).Int64(); last != 3 && last != 7 && last != 9 {
			codes |= notSuitableGenerator
		}
	default:
		codes |= unableToCheck
	}
	const rounds = 8
	switch {
	case !d.prime.ProbablyPrime(rounds):
		codes |= notPrime
	case !new(big.Int).Rsh(d.prime, 1).ProbablyPrime(rounds):
		codes |= notSafePrime
	}
	return h.i.Runtime().ToValue(codes)
}

func (h host) dhGenerate(call goja.FunctionCall) goja.Value {
	d := handleOf[*dh](call, 0)
	if d.private == nil {
		limit := new(big.Int).Sub(d.prime, big.NewInt(2))
		if limit.Sign() <= 0 {
			h.i.Throw("Error", "Error while generating DiffieHellman keys")
		}
		n, err := rand.Int(rand.Reader, limit)
		if err != nil {
			h.i.Throw("Error", "Error while generating DiffieHellman keys")
		}
		d.private = n.Add(n, big.NewInt(1))
	}
	d.public = new(big.Int).Exp(d.generator, d.private, d.prime)
	return h.array(d.public.Bytes())
}

// checkPeer refuses public keys that are not between 1 and p-1; what and noun are for the text.
func (h host) checkPeer(d *dh, key *big.Int, what, noun string) {
	switch {
	case key.Cmp(big.NewInt(1)) <= 0:
		h.i.Throw("RangeError", "DiffieHellman "+what+"() failed: "+noun+" is too small")
	case key.Cmp(new(big.Int).Sub(d.prime, big.NewInt(1))) >= 0:
		h.i.Throw("RangeError", "DiffieHellman "+what+"() failed: "+noun+" is too large")
	}
}

func (h host) dhSecret(call goja.FunctionCall) goja.Value {
	d, data := handleOf[*dh](call, 0), h.bytes(call, 1)
	if len(data) == 0 {
		h.i.Throw("Error", "DiffieHellman computeSecret() failed: invalid key")
	}
	peer := new(big.Int).SetBytes(data)
	h.checkPeer(d, peer, "computeSecret", "Supplied key")
	if d.private == nil {
		h.i.Throw("Error", "DiffieHellman computeSecret() failed: error computing shared secret")
	}
	secret := new(big.Int).Exp(peer, d.private, d.prime)
	return h.array(secret.FillBytes(make([]byte, (d.prime.BitLen()+7)/8)))
}

// dhGet gives a number by its name.
func (h host) dhGet(call goja.FunctionCall) goja.Value {
	d, name := handleOf[*dh](call, 0), call.Argument(1).String()
	n := map[string]*big.Int{"prime": d.prime, "generator": d.generator, "public": d.public, "private": d.private}[name]
	if n == nil {
		h.i.Throw("Error", "No "+name+" key")
	}
	return h.array(n.Bytes())
}

func (h host) dhSet(call goja.FunctionCall) goja.Value {
	d, n := handleOf[*dh](call, 0), new(big.Int).SetBytes(h.bytes(call, 2))
	if call.Argument(1).String() == "private" {
		d.private = n
		return goja.Undefined()
	}
	h.checkPeer(d, n, "setPublicKey", "key")
	d.public = n
	return goja.Undefined()
}

// statelessDH derives the secret of a private and a public key of one sort.
func (h host) statelessDH(call goja.FunctionCall) goja.Value {
	secret, err := shared(h.key(call, 0).material, h.key(call, 1).material)
	if err != nil {
		h.i.Throw("Error", "Failed to derive shared diffie-hellman secret")
	}
	return h.array(secret)
}

func shared(private, public any) ([]byte, error) {
	if k, isEC := private.(*ecdsa.PrivateKey); isEC {
		peer, isEC := public.(*ecdsa.PublicKey)
		if !isEC || peer.Curve != k.Curve {
			return nil, errNoKey
		}
		return sharedPoint(k, peer)
	}
	k, isX := private.(*ecdh.PrivateKey)
	peer, isPeer := public.(*ecdh.PublicKey)
	if !isX || !isPeer {
		return nil, errNoKey
	}
	return k.ECDH(peer)
}
