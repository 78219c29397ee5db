package crypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"math/big"
	"strings"
)

// ecdsaFamily and ecdhFamily share their keys: *ecdsa.PublicKey and *ecdsa.PrivateKey.
var (
	ecdsaFamily = &family{
		generate:  func(g *generation) (any, error) { return generateEC(g, signUsages) },
		importKey: func(i *importation) (*key, error) { return importEC(i, signUsages, msgNotECDSA, msgCurveECDSA) },
		exportKey: exporter(ecToJWK, ecToRaw),
		sign:      signEC, verify: verifyEC,
	}
	ecdhFamily = &family{
		generate:   func(g *generation) (any, error) { return generateEC(g, deriveUsages) },
		importKey:  func(i *importation) (*key, error) { return importEC(i, deriveUsages, msgNotECDH, msgCurveECDH) },
		exportKey:  exporter(ecToJWK, ecToRaw),
		deriveBits: deriveECDH,
	}
)

// curve is an elliptic curve with the name of its signatures in JSON Web Keys.
type curve struct {
	name, jwkAlg string
	elliptic.Curve
}

var curves = []curve{
	{"P-256", "ES256", elliptic.P256()},
	{"P-384", "ES384", elliptic.P384()},
	{"P-521", "ES512", elliptic.P521()},
}

// size is that of a coordinate in bytes.
func (c curve) size() int { return sizeOf(c.Curve) }

func sizeOf(c elliptic.Curve) int { return (c.Params().BitSize + 7) / 8 }

func requireCurve(alg *algorithm) (curve, error) {
	if alg.namedCurve == nil {
		return curve{}, missing("namedCurve")
	}
	for _, c := range curves {
		if strings.EqualFold(c.name, *alg.namedCurve) {
			return c, nil
		}
	}
	return curve{}, notSupported(msgNoCurve, *alg.namedCurve)
}

func generateEC(g *generation, allowed usages) (any, error) {
	u, err := checkUsages(doGenerate, g.name, g.usages, allowed)
	if err != nil {
		return nil, err
	}
	c, err := requireCurve(g.alg)
	if err != nil {
		return nil, err
	}
	k, err := ecdsa.GenerateKey(c.Curve, rand.Reader)
	if err != nil {
		return nil, err
	}
	return &keyPair{
		public: &key{kind: public, name: g.name, namedCurve: c.name, extractable: true,
			usages: u & publicUsages, material: &k.PublicKey},
		private: &key{kind: private, name: g.name, namedCurve: c.name, extractable: g.extractable,
			usages: u & privateUsages, material: k},
	}, nil
}

// ecPublic is the public half of a key, nil if it is no key on a curve.
func ecPublic(k *key) *ecdsa.PublicKey {
	switch m := k.material.(type) {
	case *ecdsa.PrivateKey:
		return &m.PublicKey
	case *ecdsa.PublicKey:
		return m
	}
	return nil
}

func ecToJWK(k *key) (*jwk, error) {
	point := ecPublic(k)
	raw, err := point.Bytes()
	if err != nil {
		return nil, operationError(msgExportFailed)
	}
	size := sizeOf(point.Curve)
	j := newJWK(k, "EC", "")
	j.members["crv"] = k.namedCurve
	j.set("x", raw[1:1+size])
	j.set("y", raw[1+size:])
	if m, ok := k.material.(*ecdsa.PrivateKey); ok {
		d, err := m.Bytes()
		if err != nil {
			return nil, operationError(msgExportFailed)
		}
		j.set("d", d)
	}
	return j, nil
}

func ecToRaw(k *key) ([]byte, error) {
	if k.kind != public {
		return nil, invalidAccess(msgRawExportEC)
	}
	return ecPublic(k).Bytes()
}

func ecHash(alg *algorithm) (hashFunction, error) {
	if alg.hash == nil {
		return hashFunction{}, typeError(msgECDSAHash)
	}
	return lookupHash(*alg.hash)
}

// signEC gives r and s, each of the curve's size.
func signEC(k *key, alg *algorithm, data []byte) ([]byte, error) {
	h, err := ecHash(alg)
	if err != nil {
		return nil, err
	}
	m := k.material.(*ecdsa.PrivateKey)
	r, s, err := ecdsa.Sign(rand.Reader, m, h.sum(data))
	if err != nil {
		return nil, err
	}
	size := sizeOf(m.Curve)
	signature := make([]byte, 2*size)
	r.FillBytes(signature[:size])
	s.FillBytes(signature[size:])
	return signature, nil
}

func verifyEC(k *key, alg *algorithm, signature, data []byte) (bool, error) {
	h, err := ecHash(alg)
	if err != nil {
		return false, err
	}
	m := k.material.(*ecdsa.PublicKey)
	size := sizeOf(m.Curve)
	if len(signature) != 2*size {
		return false, nil
	}
	r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
	return ecdsa.Verify(m, h.sum(data), r, s), nil
}

func deriveECDH(k *key, alg *algorithm, length *int) ([]byte, error) {
	p, err := peer(k, alg)
	if err != nil {
		return nil, err
	}
	mine, err := k.material.(*ecdsa.PrivateKey).ECDH()
	if err != nil {
		return nil, operationError(msgECDHFailed)
	}
	theirs, err := ecPublic(p).ECDH()
	if err != nil {
		return nil, operationError(msgECDHFailed)
	}
	shared, err := mine.ECDH(theirs)
	if err != nil {
		return nil, operationError(msgECDHFailed)
	}
	return truncate(shared, length)
}
