package nodecrypto

import (
	"crypto/dsa" //lint:ignore SA1019 scripts may read and write such keys
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// exportAsymmetric gives the key as text or bytes, by the options format, type, cipher and
// passphrase.
func (h host) exportAsymmetric(k *key, options *goja.Object) goja.Value {
	kind := orUndefined(options.Get("type"))
	if isNone(kind) {
		h.i.TypeError("Missing type option")
	}
	format := orUndefined(options.Get("format")).String()
	if format != "pem" && format != "der" {
		h.i.Throw("Error", "Invalid key format")
	}
	if !slices.Contains([]string{"pkcs1", "pkcs8", "sec1", "spki"}, kind.String()) {
		h.i.Throw("Error", "Invalid key encoding")
	}
	h.checkEncoding(k, kind.String())
	label, der, err := marshal(k, kind.String())
	if err != nil {
		h.i.Throw("Error", "Failed to export key")
	}
	block := &pem.Block{Type: label, Bytes: der}
	if c := orUndefined(options.Get("cipher")); k.kind == "private" && !isNone(c) {
		passphrase, _ := h.passphrase(options)
		block = h.encrypt(block, c.String(), passphrase, format)
	}
	if format == "der" {
		return h.array(block.Bytes)
	}
	return h.i.Runtime().ToValue(string(pem.EncodeToMemory(block)))
}

func (h host) checkEncoding(k *key, kind string) {
	switch family := typeOf(k.material); {
	case kind == "pkcs1" && family != "rsa":
		h.i.Throw("Error", "PKCS1 can only be used for RSA keys")
	case kind == "sec1" && family != "ec":
		h.i.Throw("Error", "SEC1 can only be used for EC keys")
	}
}

func (h host) passphrase(options *goja.Object) ([]byte, bool) {
	v := orUndefined(options.Get("passphrase"))
	return h.bytes(goja.FunctionCall{Arguments: []goja.Value{v}}, 0), !isNone(v)
}

func marshal(k *key, kind string) (label string, der []byte, err error) {
	if k.kind == "public" {
		return marshalPublic(k.material, kind)
	}
	switch m := k.material.(type) {
	case *rsa.PrivateKey:
		if kind == "pkcs1" {
			return "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(m), nil
		}
	case *ecdsa.PrivateKey:
		if kind == "sec1" {
			der, err = x509.MarshalECPrivateKey(m)
			return "EC PRIVATE KEY", der, err
		}
	case *dsa.PrivateKey:
		if kind == "pkcs8" {
			der, err = marshalDSA(m)
			return "PRIVATE KEY", der, err
		}
	}
	if kind != "pkcs8" {
		return "", nil, errNoKey
	}
	der, err = x509.MarshalPKCS8PrivateKey(k.material)
	return "PRIVATE KEY", der, err
}

func marshalPublic(material any, kind string) (label string, der []byte, err error) {
	switch m := material.(type) {
	case *rsa.PublicKey:
		if kind == "pkcs1" {
			return "RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(m), nil
		}
	case *dsa.PublicKey:
		der, err = marshalPublicDSA(m)
		return "PUBLIC KEY", der, err
	}
	der, err = x509.MarshalPKIXPublicKey(material)
	return "PUBLIC KEY", der, err
}

// pemCiphers are those of the encryption that is written in PEM's headers.
var pemCiphers = map[string]x509.PEMCipher{
	"aes-128-cbc": x509.PEMCipherAES128, "aes-192-cbc": x509.PEMCipherAES192,
	"aes-256-cbc": x509.PEMCipherAES256, "des-ede3-cbc": x509.PEMCipher3DES,
}

// encrypt encrypts a private key: as PKCS #8 says where it is that, and else by PEM's headers,
// which DER has none of.
func (h host) encrypt(block *pem.Block, name string, passphrase []byte, format string) *pem.Block {
	name = strings.ToLower(name)
	n := slices.IndexFunc(keyCiphers, func(c keyCipher) bool { return c.name == name })
	if n < 0 {
		h.i.Throw("Error", "Unknown cipher: "+name)
	}
	if block.Type == "PRIVATE KEY" {
		der, err := keyCiphers[n].encryptKey(block.Bytes, passphrase)
		if err != nil {
			h.i.Throw("Error", "Failed to export key")
		}
		return &pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: der}
	}
	if format == "der" {
		return block
	}
	//lint:ignore SA1019 it is what the format asks for
	encrypted, err := x509.EncryptPEMBlock(rand.Reader, block.Type, block.Bytes, passphrase, pemCiphers[name])
	if err != nil {
		h.i.Throw("Error", "Failed to export key")
	}
	return encrypted
}
