package nodecrypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"slices"
)

// encoding is how bytes hold a key: format is pem or der, type what scripts gave, if anything.
type encoding struct {
	format, kind string
	passphrase   []byte
}

var errNoKey = errors.New("no key")

// parsePrivate reads a private key from any form that the encoding allows.
func parsePrivate(data []byte, e encoding) (any, error) {
	if e.format == "der" {
		return parsePrivateDER(data, e)
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if parse := privateLabels[block.Type]; parse != nil {
			return parsePrivateBlock(block, parse, e.passphrase)
		}
	}
	return nil, errNoKey
}

var privateLabels = map[string]func(der, passphrase []byte) (any, error){
	"PRIVATE KEY":           func(der, _ []byte) (any, error) { return parsePKCS8(der) },
	"ENCRYPTED PRIVATE KEY": parseEncrypted,
	"RSA PRIVATE KEY":       func(der, _ []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) },
	"EC PRIVATE KEY":        func(der, _ []byte) (any, error) { return x509.ParseECPrivateKey(der) },
	"DSA PRIVATE KEY":       func(der, _ []byte) (any, error) { return parseTraditionalDSA(der) },
}

func parsePrivateBlock(block *pem.Block, parse func(der, passphrase []byte) (any, error), passphrase []byte) (any, error) {
	der := block.Bytes
	//lint:ignore SA1019 keys of that old format are read all the same
	if x509.IsEncryptedPEMBlock(block) {
		if passphrase == nil {
			return nil, errEncrypted
		}
		var err error
		//lint:ignore SA1019 as above
		if der, err = x509.DecryptPEMBlock(block, passphrase); err != nil {
			return nil, err
		}
	}
	return parse(der, passphrase)
}

func parseEncrypted(der, passphrase []byte) (any, error) {
	if passphrase == nil {
		return nil, errEncrypted
	}
	plain, err := decryptKey(der, passphrase)
	if err != nil {
		return nil, err
	}
	return parsePKCS8(plain)
}

// parsePrivateDER takes PKCS #8 alone where that is the type, and the older formats else.
func parsePrivateDER(der []byte, e encoding) (any, error) {
	if k, err := parsePKCS8(der); err == nil {
		return k, nil
	}
	if e.kind == "pkcs8" || e.kind == "" {
		return parseEncrypted(der, e.passphrase)
	}
	if k, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return k, nil
	}
	if k, err := x509.ParseECPrivateKey(der); err == nil {
		return k, nil
	}
	return parseTraditionalDSA(der)
}

func parsePKCS8(der []byte) (any, error) {
	k, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return parseDSA(der)
	}
	return k, nil
}

// parsePublic reads a public key, also out of a certificate or a private key.
func parsePublic(data []byte, e encoding) (any, error) {
	k, err := parseOnlyPublic(data, e)
	if err == nil {
		return k, nil
	}
	whole, err := parsePrivate(data, e)
	if err != nil {
		return nil, err
	}
	return publicHalf(whole), nil
}

func parseOnlyPublic(data []byte, e encoding) (any, error) {
	if e.format == "der" {
		if e.kind == "spki" {
			return x509.ParsePKIXPublicKey(data)
		}
		return x509.ParsePKCS1PublicKey(data)
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case "PUBLIC KEY":
			return x509.ParsePKIXPublicKey(block.Bytes)
		case "RSA PUBLIC KEY":
			return x509.ParsePKCS1PublicKey(block.Bytes)
		case "CERTIFICATE":
			certificate, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, err
			}
			if certificate.PublicKey == nil {
				return nil, errNoKey
			}
			return certificate.PublicKey, nil
		}
	}
	return nil, errNoKey
}

// curve is one that workerd has, by the names of NIST and of OpenSSL.
type curve struct {
	nist, name string
	elliptic.Curve
}

var curves = []curve{
	{"P-224", "secp224r1", elliptic.P224()},
	{"P-256", "prime256v1", elliptic.P256()},
	{"P-384", "secp384r1", elliptic.P384()},
	{"P-521", "secp521r1", elliptic.P521()},
}

// curveBy finds a curve, the zero value where there is none.
func curveBy(match func(curve) bool) curve {
	if n := slices.IndexFunc(curves, match); n >= 0 {
		return curves[n]
	}
	return curve{}
}

// curveNamed takes names of either sort.
func curveNamed(name string) curve {
	return curveBy(func(c curve) bool { return c.nist == name || c.name == name })
}

func curveOf(k *ecdsa.PublicKey) curve {
	return curveBy(func(c curve) bool { return c.Curve == k.Curve })
}

func (c curve) size() int { return (c.Params().BitSize + 7) / 8 }

func rsaPublic(k any) *rsa.PublicKey {
	pub, _ := publicHalf(k).(*rsa.PublicKey)
	return pub
}
