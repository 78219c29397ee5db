package crypto

import (
	"crypto/x509"
	"encoding/asn1"
	"slices"
	"strings"
)

// importAsymmetric reads a key from any format but raw: its material, kind and usages are set.
// The material is what crypto/x509 makes of it, or readJWK.
func importAsymmetric(i *importation, allowed usages, readJWK func(i *importation) (any, error)) (*key, error) {
	switch i.format {
	case "jwk":
		return importFromJWK(i, allowed, readJWK)
	case "spki":
		material, err := parseDER(i.data, "SPKI", parsePublic)
		if err != nil {
			return nil, err
		}
		return importPublic(i, allowed, material)
	case "pkcs8":
		material, err := parseDER(i.data, "PKCS8", parsePrivate)
		if err != nil {
			return nil, err
		}
		u, err := checkUsages(doImportPrivate, i.name, i.usages, allowed&privateUsages)
		return &key{kind: private, usages: u, material: material}, err
	}
	return nil, notSupported(msgNoImportFormat, i.format)
}

func importPublic(i *importation, allowed usages, material any) (*key, error) {
	u, err := checkUsages(doImportPublic, i.name, i.usages, allowed&publicUsages)
	return &key{kind: public, usages: u, material: material}, err
}

// parseDER parses data, in front of which the value must stand alone.
func parseDER(data []byte, format string, parse func([]byte) (any, error)) (any, error) {
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(data, &value)
	if err != nil {
		return nil, dataError(msgInvalidDER, format)
	}
	material, err := parse(data[:len(data)-len(rest)])
	if err != nil {
		return nil, dataError(msgInvalidDER, format)
	}
	if len(rest) > 0 {
		return nil, dataError(msgTrailingDER, len(rest), format)
	}
	return material, nil
}

// parsePrivate also takes the older formats that BoringSSL does.
func parsePrivate(data []byte) (any, error) {
	material, err := x509.ParsePKCS8PrivateKey(data)
	if err == nil {
		return material, nil
	}
	if k, err := x509.ParsePKCS1PrivateKey(data); err == nil {
		return k, nil
	}
	if k, err := x509.ParseECPrivateKey(data); err == nil {
		return k, nil
	}
	return nil, err
}

func importFromJWK(i *importation, allowed usages, readJWK func(i *importation) (any, error)) (*key, error) {
	k := &key{kind: public}
	var err error
	if i.jwk.has("d") {
		k.kind = private
		k.usages, err = checkUsages(doImportPrivate, i.name, i.usages, allowed&privateUsages)
		if err == nil && i.jwk.oth {
			err = notSupported(msgMultiPrime)
		}
	} else {
		k.usages, err = checkUsages(doImportPublic, i.name, i.usages, allowed&publicUsages)
	}
	if err != nil {
		return nil, err
	}
	if err := checkAsymmetricUse(i); err != nil {
		return nil, err
	}
	k.material, err = readJWK(i)
	return k, err
}

// keyUse is what a JSON Web Key for an algorithm may say of its use, and the operations that fit.
func keyUse(algorithm string) (use string, ops []string) {
	switch algorithm {
	case "RSA-OAEP":
		return "enc", []string{"encrypt", "wrapKey"}
	case "ECDH", "X25519":
		return "enc", nil
	}
	return "sig", []string{"sign", "verify"}
}

func checkAsymmetricUse(i *importation) error {
	j := i.jwk
	use, ops := keyUse(i.name)
	if len(i.usages) > 0 && j.use != nil && *j.use != use {
		return dataError(msgAsymmetricUse, *j.use)
	}
	if j.keyOps == nil {
		return nil
	}
	given := slices.Sorted(slices.Values(j.keyOps))
	if len(slices.Compact(slices.Clone(given))) < len(given) {
		return dataError(msgAsymmetricDuplicate)
	}
	if j.use != nil {
		if *j.use != use {
			return dataError(msgAsymmetricWrongUse, *j.use, use)
		}
		for _, op := range given {
			if ops == nil {
				return dataError(msgAsymmetricNoOps, i.name)
			}
			if !slices.Contains(ops, op) {
				return dataError(msgAsymmetricOp, i.name, ops[0], ops[1], op)
			}
		}
	}
	for _, usage := range i.usages {
		if !slices.Contains(given, usage) {
			return dataError(msgAsymmetricMissing)
		}
	}
	return nil
}

// exporter makes the exportKey of a family out of what makes its keys special.
func exporter(toJWK func(*key) (*jwk, error), toRaw func(*key) ([]byte, error)) func(*key, string) (any, error) {
	return func(k *key, format string) (any, error) {
		switch format {
		case "jwk":
			return toJWK(k)
		case "raw":
			return toRaw(k)
		case "spki":
			if k.kind != public {
				return nil, invalidAccess(msgSPKIExport, k.kind)
			}
			return exported(x509.MarshalPKIXPublicKey(k.material))
		case "pkcs8":
			if k.kind != private {
				return nil, invalidAccess(msgPKCS8Export, k.kind)
			}
			return exported(x509.MarshalPKCS8PrivateKey(k.material))
		}
		return nil, invalidAccess(msgCannotExport, k.name, format)
	}
}

func exported(data []byte, err error) (any, error) {
	if err != nil {
		return nil, operationError(msgExportFailed)
	}
	return data, nil
}

// jwkHash finds the hash in the name of an algorithm in JSON Web Keys, such as the 256 of RS256.
func jwkHash(alg string, prefixes ...string) (string, bool) {
	for _, prefix := range prefixes {
		if size, ok := strings.CutPrefix(alg, prefix); ok && slices.Contains([]string{"1", "256", "384", "512"}, size) {
			return "SHA-" + size, true
		}
	}
	return "", false
}

// truncate cuts a shared secret to length bits.
func truncate(shared []byte, length *int) ([]byte, error) {
	if length == nil {
		return shared, nil
	}
	if *length > len(shared)*8 {
		return nil, operationError(msgTooManyBits, *length, len(shared)*8)
	}
	shared = shared[:(*length+7)/8]
	if spare := len(shared)*8 - *length; spare > 0 {
		shared[len(shared)-1] &= 0xff << spare
	}
	return shared, nil
}

// peer is the other side's public key, which must be of k's sort.
func peer(k *key, alg *algorithm) (*key, error) {
	p := alg.public
	switch {
	case p == nil:
		return nil, typeError(msgMissingDerived, "public")
	case p.kind != public:
		return nil, invalidAccess(msgNotPublic, p.kind)
	case (p.namedCurve == "") != (k.namedCurve == "") || p.modulusLength != 0:
		return nil, invalidAccess(msgPeerSort, k.name, p.name)
	case p.name != k.name:
		return nil, invalidAccess(msgPeerAlgorithm, k.name, p.name)
	case p.namedCurve != k.namedCurve:
		return nil, invalidAccess(msgPeerCurve, k.namedCurve, p.namedCurve)
	}
	return p, nil
}
