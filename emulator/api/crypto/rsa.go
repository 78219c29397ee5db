package crypto

import (
	"crypto/rsa"
	"math/big"
	"slices"
	"strings"
)

// Families of RSA; their keys are *rsa.PublicKey and *rsa.PrivateKey.
//
// Unlike workerd, where keys may have 512 bits, Go's library wants 1024.
var (
	rsaPKCS1 = &family{
		generate: generateRSA, importKey: importRSA, exportKey: rsaExporter("RS"), slow: always,
		sign: signPKCS1, verify: verifyPKCS1,
	}
	rsaPSS = &family{
		generate: generateRSA, importKey: importRSA, exportKey: rsaExporter("PS"), slow: always,
		sign: signPSS, verify: verifyPSS,
	}
	rsaOAEP = &family{
		generate: generateRSA, importKey: importRSA, exportKey: rsaExporter("RSA-OAEP-"), slow: always,
		encrypt: encryptOAEP, decrypt: decryptOAEP,
	}
	rsaRaw = &family{importKey: importRawRSA, exportKey: rsaExporter("RS"), sign: signRaw}
)

func always(*algorithm) bool { return true }

func rsaUsages(name string) usages {
	if name == "RSA-OAEP" {
		return cipherUsages
	}
	return signUsages
}

// importedExponents are those that imported keys may have.
var importedExponents = []int{3, 17, 37, 65537}

func importRSA(i *importation) (*key, error) {
	h, err := requireHash(i.alg)
	if err != nil {
		return nil, err
	}
	k, err := importAsymmetric(i, rsaUsages(i.name), func(i *importation) (any, error) {
		return rsaFromJWK(i, h)
	})
	if err != nil {
		return nil, err
	}
	k.hash = h
	return k, checkRSA(k)
}

// checkRSA looks at the numbers of an imported key and notes what scripts see of them.
func checkRSA(k *key) error {
	pub := rsaPublic(k)
	if pub == nil {
		return dataError(msgNotRSA)
	}
	bits := pub.Size() * 8
	if err := checkModulus(bits); err != nil {
		return err
	}
	if !slices.Contains(importedExponents, pub.E) {
		return operationError(msgImportedExponent, pub.E)
	}
	k.modulusLength = uint16(bits)
	k.publicExponent = big.NewInt(int64(pub.E)).Bytes()
	return nil
}

func checkModulus(bits int) error {
	if bits%8 != 0 || bits < 256 || bits > 16384 {
		return operationError(msgModulus, bits)
	}
	return nil
}

// rsaPublic is the public half of a key, nil if it is none of RSA.
func rsaPublic(k *key) *rsa.PublicKey {
	switch m := k.material.(type) {
	case *rsa.PrivateKey:
		return &m.PublicKey
	case *rsa.PublicKey:
		return m
	}
	return nil
}

func importRawRSA(i *importation) (*key, error) {
	k, err := importAsymmetric(i, signUsages, func(i *importation) (any, error) {
		if i.jwk.kty != "RSA" {
			return nil, dataError(msgRSAKty, i.name, i.jwk.kty)
		}
		if i.jwk.alg != nil {
			if _, ok := jwkHash(*i.jwk.alg, "RS"); !ok {
				return nil, notSupported(msgJWKAlg, *i.jwk.alg)
			}
		}
		return rsaNumbers(i.jwk)
	})
	if err != nil {
		return nil, err
	}
	if k.kind != private {
		return nil, dataError(msgRawRSAPublic, k.kind)
	}
	return k, checkRSA(k)
}

func rsaFromJWK(i *importation, h hashFunction) (any, error) {
	j := i.jwk
	if j.kty != "RSA" {
		return nil, dataError(msgRSAKty, "RSASSA-PKCS1-v1_5", j.kty)
	}
	if j.alg == nil {
		return rsaNumbers(j)
	}
	// workerd compares the name as it was given.
	if i.alg.name != i.name {
		return nil, notSupported(msgRSAVariant, i.alg.name)
	}
	name, ok := jwkHash(*j.alg, "RS", "PS", "RSA-OAEP-")
	if *j.alg == "RSA-OAEP" {
		name, ok = "SHA-1", true
	}
	if !ok || *j.alg == "RSA-OAEP-1" {
		return nil, notSupported(msgJWKAlg, *j.alg)
	}
	if name != h.name {
		return nil, dataError(msgRSAAlg, *j.alg, *j.alg)
	}
	return rsaNumbers(j)
}

// rsaNumbers makes the key of a JSON Web Key's numbers.
func rsaNumbers(j *jwk) (any, error) {
	n, err := jwkNumber(j, "n", msgRSAMissingN)
	if err != nil {
		return nil, err
	}
	e, err := jwkNumber(j, "e", msgRSAMissingE)
	if err != nil {
		return nil, err
	}
	if e.BitLen() > 31 {
		return nil, operationError(msgLargeExponent)
	}
	pub := rsa.PublicKey{N: n, E: int(e.Int64())}
	if !j.has("d") {
		return &pub, nil
	}
	d, err := jwkNumber(j, "d", msgRSAMissingD)
	if err != nil {
		return nil, err
	}
	k := &rsa.PrivateKey{PublicKey: pub, D: d}
	if k.Primes, err = rsaPrimes(j); err != nil {
		return nil, err
	}
	k.Precompute()
	return k, nil
}

// crtMembers go together: all or none.
var crtMembers = []struct{ name, message string }{
	{"p", msgRSAInvalidP}, {"q", msgRSAInvalidQ}, {"dp", msgRSAInvalidDP}, {"dq", msgRSAInvalidDQ}, {"qi", msgRSAInvalidQI},
}

// rsaPrimes are the two primes, none where the key has only its exponent.
func rsaPrimes(j *jwk) ([]*big.Int, error) {
	var numbers []*big.Int
	for _, m := range crtMembers {
		if !j.has(m.name) {
			continue
		}
		n, err := jwkNumber(j, m.name, m.message)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	switch len(numbers) {
	case 0:
		return nil, nil
	case len(crtMembers):
		return numbers[:2], nil
	}
	return nil, dataError(msgRSAIncomplete)
}

func jwkNumber(j *jwk, member, message string) (*big.Int, error) {
	data, ok := j.bytes(member)
	if !ok {
		return nil, dataError("%s", message)
	}
	return new(big.Int).SetBytes(data), nil
}

// rsaExporter exports keys whose algorithm begins with prefix in JSON Web Keys.
func rsaExporter(prefix string) func(*key, string) (any, error) {
	export := exporter(
		func(k *key) (*jwk, error) { return rsaToJWK(k, prefix) },
		func(k *key) ([]byte, error) { return nil, invalidAccess(msgCannotExport, k.name, "raw") },
	)
	return func(k *key, format string) (any, error) {
		if m, ok := k.material.(*rsa.PrivateKey); ok && len(m.Primes) < 2 && (format == "jwk" || format == "pkcs8") {
			return nil, operationError(msgExportFailed)
		}
		return export(k, format)
	}
}

func rsaToJWK(k *key, prefix string) (*jwk, error) {
	size, ok := strings.CutPrefix(k.hash.name, "SHA-")
	if !ok {
		return nil, notSupported(msgRSAExportHash, k.hash.name)
	}
	alg := prefix + size
	if alg == "RSA-OAEP-1" {
		alg = "RSA-OAEP"
	}
	j := newJWK(k, "RSA", alg)
	pub := rsaPublic(k)
	j.set("n", pub.N.Bytes())
	j.set("e", big.NewInt(int64(pub.E)).Bytes())
	if m, ok := k.material.(*rsa.PrivateKey); ok {
		m.Precompute()
		j.set("d", m.D.Bytes())
		j.set("p", m.Primes[0].Bytes())
		j.set("q", m.Primes[1].Bytes())
		j.set("dp", m.Precomputed.Dp.Bytes())
		j.set("dq", m.Precomputed.Dq.Bytes())
		j.set("qi", m.Precomputed.Qinv.Bytes())
	}
	return j, nil
}
