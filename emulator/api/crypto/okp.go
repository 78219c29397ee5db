package crypto

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/rand"
)

// Keys of Ed25519 are ed25519.PublicKey and PrivateKey, of X25519 *ecdh.PublicKey and PrivateKey.
var (
	ed25519Family = &family{
		generate: generateOKP, importKey: importOKP, exportKey: exporter(okpToJWK, okpToRaw),
		sign: func(k *key, _ *algorithm, data []byte) ([]byte, error) {
			return ed25519.Sign(k.material.(ed25519.PrivateKey), data), nil
		},
		verify: verifyEd25519,
	}
	x25519Family = &family{
		generate: generateOKP, importKey: importOKP, exportKey: exporter(okpToJWK, okpToRaw),
		deriveBits: deriveX25519,
	}
)

// nodeEd25519 is an older name of Ed25519, whose keys have a curve of that name too.
const nodeEd25519 = "NODE-ED25519"

// okpSize is that of every part of a key in bytes.
const okpSize = 32

func okpUsages(name string) usages {
	if name == "X25519" {
		return deriveUsages
	}
	return signUsages
}

// okpCurve is the namedCurve that keys of an algorithm show, "" for most.
func okpCurve(name string, alg *algorithm) (string, error) {
	if name != nodeEd25519 {
		return "", nil
	}
	if alg.namedCurve == nil {
		return "", missing("namedCurve")
	}
	if *alg.namedCurve != nodeEd25519 {
		return "", notSupported(msgNoEdDSACurve, *alg.namedCurve)
	}
	return nodeEd25519, nil
}

// okpName is the curve's name in JSON Web Keys.
func okpName(algorithm string) string {
	if algorithm == "X25519" {
		return algorithm
	}
	return "Ed25519"
}

func generateOKP(g *generation) (any, error) {
	u, err := checkUsages(doGenerate, g.name, g.usages, okpUsages(g.name))
	if err != nil {
		return nil, err
	}
	curve, err := okpCurve(g.name, g.alg)
	if err != nil {
		return nil, err
	}
	seed := make([]byte, okpSize)
	_, _ = rand.Read(seed)
	material, err := okpPrivate(g.name, seed)
	if err != nil {
		return nil, err
	}
	return &keyPair{
		public: &key{kind: public, name: g.name, namedCurve: curve, extractable: true,
			usages: u & publicUsages, material: okpPublicHalf(material)},
		private: &key{kind: private, name: g.name, namedCurve: curve, extractable: g.extractable,
			usages: u & privateUsages, material: material},
	}, nil
}

func okpPrivate(algorithm string, seed []byte) (any, error) {
	if algorithm == "X25519" {
		return ecdh.X25519().NewPrivateKey(seed)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

func okpPublic(algorithm string, data []byte) (any, error) {
	if algorithm == "X25519" {
		return ecdh.X25519().NewPublicKey(data)
	}
	return ed25519.PublicKey(data), nil
}

// okpPublicHalf is the public key for key material, nil for material of another family.
func okpPublicHalf(material any) any {
	switch m := material.(type) {
	case ed25519.PrivateKey:
		return m.Public().(ed25519.PublicKey)
	case *ecdh.PrivateKey:
		return m.PublicKey()
	case ed25519.PublicKey, *ecdh.PublicKey:
		return m
	}
	return nil
}

func importOKP(i *importation) (*key, error) {
	curve, err := okpCurve(i.name, i.alg)
	if err != nil {
		return nil, err
	}
	var k *key
	if i.format == "raw" {
		k, err = importRawOKP(i)
	} else {
		k, err = importAsymmetric(i, okpUsages(i.name), okpFromJWK)
	}
	if err != nil {
		return nil, err
	}
	// Unlike workerd, which takes any key for one of these and cannot use it.
	_, isEd25519 := okpPublicHalf(k.material).(ed25519.PublicKey)
	_, isX25519 := okpPublicHalf(k.material).(*ecdh.PublicKey)
	if !isEd25519 && !isX25519 || isX25519 != (i.name == "X25519") {
		return nil, dataError(msgNotOKP, okpName(i.name))
	}
	k.namedCurve = curve
	return k, nil
}

func importRawOKP(i *importation) (*key, error) {
	k, err := importPublic(i, okpUsages(i.name), nil)
	if err != nil {
		return nil, err
	}
	if len(i.data) != okpSize {
		return nil, dataError(msgRawOKP, okpName(i.name), len(i.data))
	}
	k.material, err = okpPublic(i.name, i.data)
	return k, err
}

func okpFromJWK(i *importation) (any, error) {
	j, name := i.jwk, okpName(i.name)
	if j.kty != "OKP" {
		return nil, dataError(msgOKPKty, name, j.kty)
	}
	if !j.has("crv") {
		return nil, dataError(msgOKPMissingCurve, name)
	}
	if crv := j.members["crv"]; crv != name {
		return nil, notSupported(msgOKPCurve, name, crv)
	}
	if j.alg != nil && *j.alg != "EdDSA" && name == "Ed25519" {
		return nil, dataError(msgOKPAlg, *j.alg)
	}
	x, ok := j.bytes("x")
	if !ok {
		return nil, dataError(msgOKPMissingX, name)
	}
	if len(x) != okpSize {
		return nil, dataError(msgOKPLength, len(x), public)
	}
	if !j.has("d") {
		return okpPublic(i.name, x)
	}
	d, ok := j.bytes("d")
	if !ok {
		return nil, dataError(msgOKPMissingD, name)
	}
	if len(d) != okpSize {
		return nil, dataError(msgOKPLength, len(d), private)
	}
	return okpPrivate(i.name, d)
}

func okpToJWK(k *key) (*jwk, error) {
	alg := ""
	if k.name == "Ed25519" {
		alg = "EdDSA"
	}
	j := newJWK(k, "OKP", alg)
	j.members["crv"] = okpName(k.name)
	j.set("x", okpBytes(okpPublicHalf(k.material)))
	switch m := k.material.(type) {
	case ed25519.PrivateKey:
		j.set("d", m.Seed())
	case *ecdh.PrivateKey:
		j.set("d", m.Bytes())
	}
	return j, nil
}

// okpBytes are those of a public key.
func okpBytes(material any) []byte {
	if m, ok := material.(ed25519.PublicKey); ok {
		return append([]byte{}, m...)
	}
	return material.(*ecdh.PublicKey).Bytes()
}

func okpToRaw(k *key) ([]byte, error) {
	if k.kind != public {
		return nil, invalidAccess(msgRawExportOKP, k.name)
	}
	return okpBytes(k.material), nil
}

func verifyEd25519(k *key, _ *algorithm, signature, data []byte) (bool, error) {
	if len(signature) != ed25519.SignatureSize {
		return false, operationError(msgOKPSignature, k.name, len(signature))
	}
	return ed25519.Verify(k.material.(ed25519.PublicKey), data, signature), nil
}

func deriveX25519(k *key, alg *algorithm, length *int) ([]byte, error) {
	p, err := peer(k, alg)
	if err != nil {
		return nil, err
	}
	if length != nil && *length > okpSize*8 {
		return nil, operationError(msgTooManyBits, *length, okpSize*8)
	}
	shared, err := k.material.(*ecdh.PrivateKey).ECDH(p.material.(*ecdh.PublicKey))
	if err != nil {
		return nil, operationError(msgX25519Failed)
	}
	return truncate(shared, length)
}
