package crypto

import (
	"crypto/rand"
	"crypto/rsa"
	"math/big"
)

// usualExponent is the only one that Go's library generates keys for.
const usualExponent = 65537

// minRSA is the fewest bits of a key that Go's library works with.
const minRSA = 1024

func generateRSA(g *generation) (any, error) {
	if g.alg.publicExponent == nil {
		return nil, missing("publicExponent")
	}
	if g.alg.hash == nil {
		return nil, missing("hash")
	}
	if g.alg.modulusLength == nil {
		return nil, missing("modulusLength")
	}
	bits := *g.alg.modulusLength
	if bits <= 0 {
		return nil, operationError(msgNoModulus, bits)
	}
	h, err := lookupHash(*g.alg.hash)
	if err != nil {
		return nil, err
	}
	u, err := checkUsages(doGenerate, g.name, g.usages, rsaUsages(g.name))
	if err != nil {
		return nil, err
	}
	exponent, err := generatedExponent(bits, g.alg.publicExponent)
	if err != nil {
		return nil, err
	}
	if u&privateUsages == 0 {
		return nil, syntaxError(msgNoPrivateUsages)
	}
	k, err := abandonable(g.done, func() (*rsa.PrivateKey, error) { return newRSA(bits, exponent) })
	if err != nil {
		return nil, err
	}
	half := func(kind string, u usages, extractable bool, material any) *key {
		return &key{kind: kind, name: g.name, hash: h, modulusLength: uint16(bits), publicExponent: g.alg.publicExponent,
			usages: u, extractable: extractable, material: material}
	}
	return &keyPair{
		public:  half(public, u&publicUsages, true, &k.PublicKey),
		private: half(private, u&privateUsages, g.extractable, k),
	}, nil
}

func generatedExponent(bits int, exponent []byte) (int, error) {
	if err := checkModulus(bits); err != nil {
		return 0, err
	}
	e := new(big.Int).SetBytes(exponent)
	if e.BitLen() > 32 {
		return 0, operationError(msgLargeExponent)
	}
	if n := e.Int64(); n != 3 && n != usualExponent {
		return 0, operationError(msgExponent, n)
	}
	if bits%128 != 0 {
		return 0, operationError(msgModulus128)
	}
	if bits < minRSA {
		return 0, operationError(msgSmallRSA)
	}
	return int(e.Int64()), nil
}

// abandonable runs make, which nothing can stop, but waits for it no longer than until done is
// closed: the longest keys take minutes, and the end of an isolate must not.
func abandonable(done <-chan struct{}, generate func() (*rsa.PrivateKey, error)) (*rsa.PrivateKey, error) {
	type result struct {
		*rsa.PrivateKey
		error
	}
	ready := make(chan result, 1)
	go func() {
		k, err := generate()
		ready <- result{k, err}
	}()
	select {
	case r := <-ready:
		return r.PrivateKey, r.error
	case <-done:
		return nil, operationError(msgRSAFailed)
	}
}

func newRSA(bits, exponent int) (*rsa.PrivateKey, error) {
	if exponent == usualExponent {
		k, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			return nil, operationError(msgRSAFailed)
		}
		return k, nil
	}
	for {
		k, err := tryRSA(bits, exponent)
		if k != nil || err != nil {
			return k, err
		}
	}
}

// tryRSA makes a key with an unusual exponent, or none where the primes do not fit together.
func tryRSA(bits, exponent int) (*rsa.PrivateKey, error) {
	one, e := big.NewInt(1), big.NewInt(int64(exponent))
	var primes, less []*big.Int
	for range 2 {
		p, err := rand.Prime(rand.Reader, bits/2)
		if err != nil {
			return nil, operationError(msgRSAFailed)
		}
		primes, less = append(primes, p), append(less, new(big.Int).Sub(p, one))
	}
	n := new(big.Int).Mul(primes[0], primes[1])
	d := new(big.Int).ModInverse(e, new(big.Int).Mul(less[0], less[1]))
	if d == nil || n.BitLen() != bits || primes[0].Cmp(primes[1]) == 0 {
		return nil, nil
	}
	k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: exponent}, D: d, Primes: primes}
	k.Precompute()
	return k, nil
}
