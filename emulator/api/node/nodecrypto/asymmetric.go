package nodecrypto

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 scripts may read and write such keys
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"math/big"

	"github.com/dop251/goja"
)

// The material of asymmetric keys is what crypto/x509 makes of them, and *dsa.PrivateKey.

func (h host) asymmetric() map[string]function {
	return map[string]function{
		"createPrivate": h.createPrivate, "createPublic": h.createPublic, "publicOf": h.publicOf,
		"keyType": h.keyType, "keyDetails": h.keyDetails, "generatePair": h.generatePair,
	}
}

// publicHalf is the public key of a private one, and what is public already itself.
func publicHalf(k any) any {
	switch k := k.(type) {
	case *dsa.PrivateKey:
		return &k.PublicKey
	case interface{ Public() crypto.PublicKey }:
		return k.Public()
	}
	return k
}

func (h host) value(kind string, material any) goja.Value {
	return h.i.Runtime().ToValue(&key{kind: kind, material: material})
}

// encodingOf reads the arguments after the key: its format, type and passphrase.
func (h host) encodingOf(call goja.FunctionCall) encoding {
	e := encoding{format: call.Argument(1).String()}
	if kind := call.Argument(2); !isNone(kind) {
		e.kind = kind.String()
	}
	if !isNone(call.Argument(3)) {
		e.passphrase = append([]byte{}, h.bytes(call, 3)...)
	}
	return e
}

func (h host) createPrivate(call goja.FunctionCall) goja.Value {
	e := h.encodingOf(call)
	if e.format == "jwk" {
		return h.value("private", h.fromJWK(call.Argument(0), "private"))
	}
	k, err := parsePrivate(h.bytes(call, 0), e)
	if err != nil {
		h.i.Throw("Error", "Failed to parse private key")
	}
	return h.value("private", k)
}

func (h host) createPublic(call goja.FunctionCall) goja.Value {
	e := h.encodingOf(call)
	if e.format == "jwk" {
		return h.value("public", h.fromJWK(call.Argument(0), "public"))
	}
	k, err := parsePublic(h.bytes(call, 0), e)
	if err != nil {
		h.i.Throw("Error", "Failed to parse public key")
	}
	return h.value("public", k)
}

func (h host) publicOf(call goja.FunctionCall) goja.Value {
	k := h.key(call, 0)
	if k.web {
		h.i.Throw("Error", "Failed to derive public key from private key")
	}
	return h.value("public", publicHalf(k.material))
}

func typeOf(material any) string {
	switch publicHalf(material).(type) {
	case *rsa.PublicKey:
		return "rsa"
	case *ecdsa.PublicKey:
		return "ec"
	case ed25519.PublicKey:
		return "ed25519"
	case *ecdh.PublicKey:
		return "x25519"
	case *dsa.PublicKey:
		return "dsa"
	}
	return ""
}

func (h host) keyType(call goja.FunctionCall) goja.Value {
	return h.i.Runtime().ToValue(typeOf(h.key(call, 0).material))
}

func (h host) keyDetails(call goja.FunctionCall) goja.Value {
	details := h.i.Runtime().NewObject()
	switch k := publicHalf(h.key(call, 0).material).(type) {
	case *rsa.PublicKey:
		_ = details.Set("modulusLength", k.N.BitLen())
		_ = details.Set("publicExponent", big.NewInt(int64(k.E)))
	case *ecdsa.PublicKey:
		_ = details.Set("namedCurve", curveOf(k).name)
	case *dsa.PublicKey:
		_ = details.Set("modulusLength", k.P.BitLen())
		_ = details.Set("divisorLength", k.Q.BitLen())
	}
	return details
}

const (
	maxModulus    = 16384
	minModulus    = 1024
	usualExponent = 65537
)

// generatePair makes a list of a public and a private key. The arguments are the type and what it
// needs: bits and exponent, or the name of a curve.
func (h host) generatePair(call goja.FunctionCall) goja.Value {
	var k any
	var err error
	switch call.Argument(0).String() {
	case "rsa":
		k, err = h.generateRSA(h.int(call, 1), call.Argument(2).ToInteger())
	case "ec":
		c := curveNamed(call.Argument(1).String())
		if c.Curve == nil {
			h.i.Throw("Error", "Invalid or unsupported curve")
		}
		k, err = ecdsa.GenerateKey(c.Curve, rand.Reader)
	case "ed25519":
		_, k, err = ed25519.GenerateKey(rand.Reader)
	case "x25519":
		k, err = ecdh.X25519().GenerateKey(rand.Reader)
	}
	if err != nil {
		h.i.Throw("Error", "Failed to generate key")
	}
	return h.i.Runtime().NewArray(h.value("public", publicHalf(k)), h.value("private", k))
}

func (h host) generateRSA(bits int, exponent int64) (any, error) {
	if bits > maxModulus {
		h.i.Throw("RangeError", "RSA modulusLength exceeds maximum (16384)")
	}
	if bits < minModulus {
		return nil, errNoKey
	}
	type result struct {
		k   *rsa.PrivateKey
		err error
	}
	ready := make(chan result, 1)
	go func() {
		k, err := newRSA(bits, exponent)
		ready <- result{k, err}
	}()
	select {
	case r := <-ready:
		return r.k, r.err
	// The longest keys take minutes, for which the end of an isolate does not wait.
	case <-h.i.Done():
		return nil, errNoKey
	}
}

func newRSA(bits int, exponent int64) (*rsa.PrivateKey, error) {
	if exponent == usualExponent {
		return rsa.GenerateKey(rand.Reader, bits)
	}
	if exponent < 3 || exponent%2 == 0 {
		return nil, errNoKey
	}
	one, e := big.NewInt(1), big.NewInt(exponent)
	for {
		p, err := rand.Prime(rand.Reader, (bits+1)/2)
		if err != nil {
			return nil, err
		}
		q, err := rand.Prime(rand.Reader, bits/2)
		if err != nil {
			return nil, err
		}
		n := new(big.Int).Mul(p, q)
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, phi)
		if d == nil || n.BitLen() != bits || p.Cmp(q) == 0 {
			continue
		}
		k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: int(exponent)}, D: d, Primes: []*big.Int{p, q}}
		k.Precompute()
		return k, nil
	}
}
