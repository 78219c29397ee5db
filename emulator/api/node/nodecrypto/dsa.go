package nodecrypto

import (
	"crypto/dsa" //lint:ignore SA1019 scripts may read and write such keys
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
)

// Keys of DSA can be read, compared and written, as in workerd; they sign nothing.

var oidDSA = asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 1}

var errNotDSA = errors.New("no DSA key")

type dsaParameters struct{ P, Q, G *big.Int }

// dsaTraditional is the format under the PEM label DSA PRIVATE KEY.
type dsaTraditional struct {
	Version       int
	P, Q, G, Y, X *big.Int
}

type pkcs8 struct {
	Version   int
	Algorithm pkix.AlgorithmIdentifier
	Key       []byte
}

func (p dsaParameters) check() error {
	if p.P.Sign() <= 0 || p.Q.Sign() <= 0 || p.G.Sign() <= 0 {
		return errNotDSA
	}
	return nil
}

func parseTraditionalDSA(der []byte) (any, error) {
	var k dsaTraditional
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 || k.Version != 0 {
		return nil, errNotDSA
	}
	return newDSA(dsaParameters{k.P, k.Q, k.G}, k.X)
}

func parseDSA(der []byte) (any, error) {
	var info pkcs8
	if _, err := asn1.Unmarshal(der, &info); err != nil || !info.Algorithm.Algorithm.Equal(oidDSA) {
		return nil, errNotDSA
	}
	var parameters dsaParameters
	var x *big.Int
	if _, err := asn1.Unmarshal(info.Algorithm.Parameters.FullBytes, &parameters); err != nil {
		return nil, err
	}
	if _, err := asn1.Unmarshal(info.Key, &x); err != nil {
		return nil, err
	}
	return newDSA(parameters, x)
}

func newDSA(parameters dsaParameters, x *big.Int) (any, error) {
	if err := parameters.check(); err != nil || x.Sign() <= 0 || x.Cmp(parameters.Q) >= 0 {
		return nil, errNotDSA
	}
	y := new(big.Int).Exp(parameters.G, x, parameters.P)
	return &dsa.PrivateKey{PublicKey: dsa.PublicKey{Parameters: dsa.Parameters(parameters), Y: y}, X: x}, nil
}

func marshalDSA(k *dsa.PrivateKey) ([]byte, error) {
	algorithm, err := identify(oidDSA, dsaParameters(k.Parameters))
	if err != nil {
		return nil, err
	}
	x, err := asn1.Marshal(k.X)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(pkcs8{0, algorithm, x})
}

func marshalPublicDSA(k *dsa.PublicKey) ([]byte, error) {
	algorithm, err := identify(oidDSA, dsaParameters(k.Parameters))
	if err != nil {
		return nil, err
	}
	y, err := asn1.Marshal(k.Y)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}{algorithm, asn1.BitString{Bytes: y, BitLength: 8 * len(y)}})
}
