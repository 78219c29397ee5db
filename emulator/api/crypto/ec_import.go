package crypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

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
		if raw = decompress(c, raw); raw == nil {
			return nil, dataError(msgRawEC, ".")
		}
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

// decompress writes both coordinates of a point of which one was given, nil if there is none.
func decompress(c curve, point []byte) []byte {
	x, y := elliptic.UnmarshalCompressed(c.Curve, point)
	if x == nil {
		return nil
	}
	return uncompressed(c, x, y)
}

// parsePublic also takes compressed points, which Go's library does not.
func parsePublic(data []byte) (any, error) {
	material, err := x509.ParsePKIXPublicKey(data)
	if err == nil {
		return material, nil
	}
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Point     asn1.BitString
	}
	if _, err := asn1.Unmarshal(data, &info); err != nil {
		return nil, err
	}
	for _, c := range curves {
		if len(info.Point.Bytes) != 1+c.size() {
			continue
		}
		point := decompress(c, info.Point.Bytes)
		info.Point = asn1.BitString{Bytes: point, BitLength: len(point) * 8}
		if data, err = asn1.Marshal(info); err != nil {
			return nil, err
		}
		return x509.ParsePKIXPublicKey(data)
	}
	return nil, err
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
