package nodecrypto

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"math/big"

	"github.com/dop251/goja"
)

func (h host) rsaCiphers() map[string]function {
	return map[string]function{
		"publicEncrypt":  h.rsaCipher(encryptRSA),
		"privateDecrypt": h.rsaCipher(decryptRSA),
		"privateEncrypt": h.rsaCipher(signRSA),
		"publicDecrypt":  h.rsaCipher(recoverRSA),
	}
}

// rsaOptions are those of an RSA cipher; hash and label are for OAEP.
type rsaOptions struct {
	padding int
	hash    string
	label   []byte
}

// rsaCipher makes a function of a key, data, a padding and, for OAEP, a digest and a label.
func (h host) rsaCipher(run func(k *key, data []byte, o rsaOptions) ([]byte, error)) function {
	return func(call goja.FunctionCall) goja.Value {
		k, data, o := h.key(call, 0), h.bytes(call, 1), rsaOptions{padding: h.int(call, 2)}
		if rsaPublic(k.material) == nil {
			h.i.Throw("Error", "publicEncrypt() currently only supports RSA keys")
		}
		allowsOAEP := !isNone(call.Argument(3))
		if allowsOAEP {
			o.hash = call.Argument(3).String()
			if newHash(o.hash) == nil {
				h.i.Throw("Error", "Unsupported hash digest")
			}
		}
		if o.padding != pkcs1Padding && o.padding != noPadding && (o.padding != oaepPadding || !allowsOAEP) {
			h.i.Throw("Error", "Failed to set the padding")
		}
		if !isNone(call.Argument(4)) {
			if o.padding != oaepPadding {
				h.i.Throw("Error", "Failed to set the OAEP label")
			}
			o.label = h.bytes(call, 4)
		}
		out, err := run(k, data, o)
		if err != nil {
			h.i.Throw("Error", "Failed to cipher/decipher")
		}
		return h.array(out)
	}
}

func encryptRSA(k *key, data []byte, o rsaOptions) ([]byte, error) {
	public := rsaPublic(k.material)
	switch o.padding {
	case oaepPadding:
		return rsa.EncryptOAEP(newHash(o.hash)(), rand.Reader, public, data, o.label)
	case noPadding:
		return raw(public, big.NewInt(int64(public.E)), data)
	}
	//lint:ignore SA1019 it is what the padding asks for
	return rsa.EncryptPKCS1v15(rand.Reader, public, data)
}

func decryptRSA(k *key, data []byte, o rsaOptions) ([]byte, error) {
	private := k.material.(*rsa.PrivateKey)
	switch o.padding {
	case oaepPadding:
		return rsa.DecryptOAEP(newHash(o.hash)(), nil, private, data, o.label)
	case noPadding:
		return raw(&private.PublicKey, private.D, data)
	}
	//lint:ignore SA1019 it is what the padding asks for
	return rsa.DecryptPKCS1v15(nil, private, data)
}

// signRSA is what Node calls to encrypt with a private key: a signature of no digest.
func signRSA(k *key, data []byte, o rsaOptions) ([]byte, error) {
	private := k.material.(*rsa.PrivateKey)
	if o.padding == noPadding {
		return raw(&private.PublicKey, private.D, data)
	}
	return rsa.SignPKCS1v15(nil, private, 0, data)
}

// recoverRSA takes out of a signature what was signed.
func recoverRSA(k *key, data []byte, o rsaOptions) ([]byte, error) {
	public := rsaPublic(k.material)
	message, err := raw(public, big.NewInt(int64(public.E)), data)
	if err != nil || o.padding == noPadding {
		return message, err
	}
	// The padding of RFC 8017 is 00 01, at least eight FF, and 00.
	const minFiller = 8
	body, isSignature := bytes.CutPrefix(message, []byte{0, 1})
	text := body
	for len(text) > 0 && text[0] == 0xff {
		text = text[1:]
	}
	if !isSignature || len(body)-len(text) < minFiller || len(text) == 0 || text[0] != 0 {
		return nil, errNoKey
	}
	return text[1:], nil
}

// raw is RSA without padding, of data as long as the modulus. The time that it takes depends on
// the key, which on a developer's machine tells nobody anything.
func raw(k *rsa.PublicKey, exponent *big.Int, data []byte) ([]byte, error) {
	n := new(big.Int).SetBytes(data)
	if len(data) != k.Size() || n.Cmp(k.N) >= 0 {
		return nil, errNoKey
	}
	return n.Exp(n, exponent, k.N).FillBytes(make([]byte, k.Size())), nil
}
