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

func importEC(i *importation, allowed usages, notEC, wrongCurve string) (*key, error) {
	c, err := requireCurve(i.alg)
	if err != nil {
		return nil, err
	}
	var k *key
	if i.format == "raw" {
		k, err = importRawEC(i, allowed, c)
	} else {
		k, err = importAsymmetric(i, allowed, func(i *importation) (any, error) { return ecFromJWK(i, c) })
	}
	if err != nil {
		return nil, err
	}
	point := ecPublic(k)
	if point == nil {
		return nil, dataError("%s", notEC)
	}
	if point.Curve != c.Curve {
		return nil, dataError(wrongCurve, *i.alg.namedCurve)
	}
	k.namedCurve = c.name
	return k, nil
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

func importRawEC(i *importation, allowed usages, c curve) (*key, error) {
	k, err := importPublic(i, allowed, nil)
	if err != nil {
		return nil, err
	}
	raw := i.data
	if len(raw) == 0 {
		return nil, dataError(msgRawEC, ".")
	}
	switch {
	case raw[0] == 4 && len(raw) == 1+2*c.size():
	case (raw[0] == 2 || raw[0] == 3) && len(raw) == 1+c.size():
		x, y := elliptic.UnmarshalCompressed(c.Curve, raw)
		if x == nil {
			return nil, dataError(msgRawEC, ".")
		}
		raw = uncompressed(c, x, y)
	default:
		return nil, dataError(msgRawEC, msgPointEncoding)
	}
	point, err := ecdsa.ParseUncompressedPublicKey(c.Curve, raw)
	if err != nil {
		return nil, dataError(msgRawEC, msgPointOffCurve)
	}
	k.material = point
	return k, nil
}

// uncompressed writes a point whose coordinates fit.
func uncompressed(c curve, x, y *big.Int) []byte {
	raw := make([]byte, 1+2*c.size())
	raw[0] = 4
	x.FillBytes(raw[1 : 1+c.size()])
	y.FillBytes(raw[1+c.size():])
	return raw
}

func ecFromJWK(i *importation, c curve) (any, error) {
	j := i.jwk
	if j.kty != "EC" {
		return nil, dataError(msgECKty, j.kty)
	}
	if i.name == "ECDSA" && j.alg != nil {
		if err := checkECAlg(*j.alg, c); err != nil {
			return nil, err
		}
	}
	point, err := pointFromJWK(j, c)
	if err != nil || !j.has("d") {
		return point, err
	}
	d, ok := j.bytes("d")
	if !ok {
		return nil, dataError(msgECMissingD)
	}
	n := new(big.Int).SetBytes(d)
	if n.Sign() == 0 || n.Cmp(c.Params().N) >= 0 {
		return nil, operationError(msgECInvalidD)
	}
	k, err := ecdsa.ParseRawPrivateKey(c.Curve, n.FillBytes(make([]byte, c.size())))
	if err != nil {
		return nil, operationError(msgECInvalidD)
	}
	if !k.PublicKey.Equal(point) {
		return nil, dataError(msgECInvalid)
	}
	return k, nil
}

func checkECAlg(alg string, c curve) error {
	for _, known := range curves {
		if known.jwkAlg != alg {
			continue
		}
		if known.name != c.name {
			return dataError(msgECAlg, alg)
		}
		return nil
	}
	return notSupported(msgJWKAlg, alg)
}

func pointFromJWK(j *jwk, c curve) (*ecdsa.PublicKey, error) {
	var xy [2]*big.Int
	for n, member := range []string{"x", "y"} {
		data, ok := j.bytes(member)
		if !ok {
			return nil, dataError(msgECMissing, member)
		}
		xy[n] = new(big.Int).SetBytes(data)
		if xy[n].Cmp(c.Params().P) >= 0 {
			return nil, operationError(msgECPoint, ".")
		}
	}
	point, err := ecdsa.ParseUncompressedPublicKey(c.Curve, uncompressed(c, xy[0], xy[1]))
	if err != nil {
		return nil, operationError(msgECPoint, msgPointOffCurve)
	}
	return point, nil
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
