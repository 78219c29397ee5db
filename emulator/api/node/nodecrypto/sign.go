package nodecrypto

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 scripts may read and write such keys
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"hash"
	"math/big"

	"github.com/dop251/goja"
)

const (
	pkcs1Padding = 1
	noPadding    = 3
	oaepPadding  = 4
	pssPadding   = 6

	digestSalt = -1
	maxSalt    = -2
)

func (h host) signatures() map[string]function {
	return map[string]function{
		"newSigner": h.newSigner, "updateSigner": h.updateSigner,
		"signDigest": h.signDigest, "verifyDigest": h.verifyDigest,
		"sign": h.sign, "verify": h.verify,
	}
}

// signer is the digest under a Sign or Verify; state is nil once it is through.
type signer struct {
	name, what string
	state      hash.Hash
}

func (h host) newSigner(call goja.FunctionCall) goja.Value {
	name := call.Argument(0).String()
	return h.i.Runtime().ToValue(&signer{name, call.Argument(1).String(), h.signatureDigest(name)()})
}

func (h host) signatureDigest(name string) func() hash.Hash {
	open := newHash(name)
	if open == nil {
		h.i.Throw("Error", "Unknown digest: "+name)
	}
	return open
}

func (h host) unfinished(call goja.FunctionCall) *signer {
	s := handleOf[*signer](call, 0)
	if s.state == nil {
		h.i.Throw("Error", s.what+" context has already been finalized")
	}
	return s
}

func (h host) updateSigner(call goja.FunctionCall) goja.Value {
	h.unfinished(call).state.Write(h.bytes(call, 1))
	return goja.Undefined()
}

func (s *signer) finish() []byte {
	sum := s.state.Sum(nil)
	s.state = nil
	return sum
}

// scheme is how a digest is signed.
type scheme struct {
	hash          crypto.Hash
	padding, salt int
	p1363         bool
}

// hashOf is the identifier of a digest in signatures, 0 where it has none.
func hashOf(name string) crypto.Hash {
	state := newHash(name)()
	switch state.Size() {
	case 16:
		if _, isCloner := state.(hash.Cloner); isCloner {
			return crypto.MD5
		}
	case 20:
		return crypto.SHA1
	case 28:
		return crypto.SHA224
	case 32:
		if state.BlockSize() == crypto.SHA512_256.New().BlockSize() {
			return crypto.SHA512_256
		}
		return crypto.SHA256
	case 36:
		return crypto.MD5SHA1
	case 48:
		return crypto.SHA384
	case 64:
		return crypto.SHA512
	}
	return 0
}

// scheme reads the padding, the length of the salt and the encoding out of arguments from n on.
func (h host) scheme(call goja.FunctionCall, n int, name string) scheme {
	s := scheme{hash: hashOf(name), padding: pkcs1Padding, salt: maxSalt, p1363: call.Argument(n+2).ToInteger() == 1}
	if v := call.Argument(n); !isNone(v) {
		s.padding = int(v.ToInteger())
	}
	if v := call.Argument(n + 1); !isNone(v) {
		s.salt = int(v.ToInteger())
	}
	return s
}

func (h host) refuseDSA(k *key, doing string) {
	if _, is := publicHalf(k.material).(*dsa.PublicKey); is {
		h.i.Throw("Error", doing+" with DSA keys is not currently supported")
	}
}

func (h host) checkPadding(k *key, s scheme) {
	if rsaPublic(k.material) == nil {
		return
	}
	if s.padding != pkcs1Padding && s.padding != pssPadding || s.padding == pssPadding && s.salt < maxSalt {
		h.i.Throw("Error", "Failed to set RSA parameters for signature")
	}
}

func (h host) signDigest(call goja.FunctionCall) goja.Value {
	state, k := h.unfinished(call), h.key(call, 1)
	digest := state.finish()
	s := h.scheme(call, 2, state.name)
	h.refuseDSA(k, "Signing")
	if _, isX := k.material.(*ecdh.PrivateKey); isX {
		h.i.Throw("Error", "Failed to initialize signing context")
	}
	h.checkPadding(k, s)
	if _, isEd := k.material.(ed25519.PrivateKey); isEd {
		h.i.Throw("Error", "Failed to set signature digest")
	}
	signature, err := s.sign(k.material, digest)
	if err != nil {
		h.i.Throw("Error", "Failed to generate signature")
	}
	return h.array(signature)
}

func (h host) verifyDigest(call goja.FunctionCall) goja.Value {
	state, k, signature := h.unfinished(call), h.key(call, 1), h.bytes(call, 2)
	material := publicHalf(k.material)
	if _, isEd := material.(ed25519.PublicKey); isEd {
		h.i.Throw("Error", "Unsupported operation for this key")
	}
	digest := state.finish()
	s := h.scheme(call, 3, state.name)
	h.refuseDSA(k, "Verifying")
	if _, isX := material.(*ecdh.PublicKey); isX {
		h.i.Throw("Error", "Failed to initialize key for verification")
	}
	h.checkPadding(k, s)
	return h.i.Runtime().ToValue(s.verify(material, digest, signature))
}

// oneShot is what sign and verify have in common: the digest of the data, or the data where the
// key is one of Ed25519, and how to sign it.
func (h host) oneShot(k *key, call goja.FunctionCall, n int, what string) ([]byte, scheme) {
	data, name := h.bytes(call, 2), call.Argument(1)
	var open func() hash.Hash
	if !isNone(name) {
		open = h.signatureDigest(name.String())
	}
	_, isEd := publicHalf(k.material).(ed25519.PublicKey)
	if _, isX := publicHalf(k.material).(*ecdh.PublicKey); isX || isEd != (open == nil) {
		h.i.Throw("Error", "Failed to initialize "+what+" context")
	}
	if isEd {
		return data, scheme{}
	}
	state := open()
	state.Write(data)
	s := h.scheme(call, n, name.String())
	// Unlike in Node, padding and salt are not looked at here, as in workerd.
	s.padding = pkcs1Padding
	return state.Sum(nil), s
}

func (h host) sign(call goja.FunctionCall) goja.Value {
	k := h.key(call, 0)
	h.refuseDSA(k, "Signing")
	data, s := h.oneShot(k, call, 3, "signing")
	if private, isEd := k.material.(ed25519.PrivateKey); isEd {
		return h.array(ed25519.Sign(private, data))
	}
	signature, err := s.sign(k.material, data)
	if err != nil {
		return h.array(nil)
	}
	return h.array(signature)
}

func (h host) verify(call goja.FunctionCall) goja.Value {
	k, signature := h.key(call, 0), h.bytes(call, 3)
	h.refuseDSA(k, "Verifying")
	data, s := h.oneShot(k, call, 4, "verification")
	material := publicHalf(k.material)
	if public, isEd := material.(ed25519.PublicKey); isEd {
		return h.i.Runtime().ToValue(ed25519.Verify(public, data, signature))
	}
	return h.i.Runtime().ToValue(s.verify(material, data, signature))
}

func (s scheme) sign(material any, digest []byte) ([]byte, error) {
	switch k := material.(type) {
	case *rsa.PrivateKey:
		if s.hash == 0 {
			return nil, errNoKey
		}
		if s.padding == pkcs1Padding {
			return rsa.SignPKCS1v15(nil, k, s.hash, digest)
		}
		return rsa.SignPSS(rand.Reader, k, s.hash, digest, s.pss())
	case *ecdsa.PrivateKey:
		signature, err := ecdsa.SignASN1(rand.Reader, k, digest)
		if err != nil || !s.p1363 {
			return signature, err
		}
		return toP1363(signature, curveOf(&k.PublicKey).orderSize())
	}
	return nil, errNoKey
}

// pss leaves open how long the salt is as the key allows, and to be found by who verifies.
func (s scheme) pss() *rsa.PSSOptions {
	length := s.salt
	switch s.salt {
	case digestSalt:
		length = rsa.PSSSaltLengthEqualsHash
	case maxSalt:
		length = rsa.PSSSaltLengthAuto
	}
	return &rsa.PSSOptions{SaltLength: length}
}

func (s scheme) verify(material any, digest, signature []byte) bool {
	switch k := material.(type) {
	case *rsa.PublicKey:
		switch {
		case s.hash == 0:
			return false
		case s.padding == pkcs1Padding:
			return rsa.VerifyPKCS1v15(k, s.hash, digest, signature) == nil
		}
		return rsa.VerifyPSS(k, s.hash, digest, signature, s.pss()) == nil
	case *ecdsa.PublicKey:
		if s.p1363 {
			signature = toDER(signature, curveOf(k).orderSize())
		}
		return ecdsa.VerifyASN1(k, digest, signature)
	}
	return false
}

func (c curve) orderSize() int { return (c.Params().N.BitLen() + 7) / 8 }

type ecdsaSignature struct{ R, S *big.Int }

// toP1363 writes r and s one after the other, each of size bytes.
func toP1363(der []byte, size int) ([]byte, error) {
	var sig ecdsaSignature
	if _, err := asn1.Unmarshal(der, &sig); err != nil {
		return nil, err
	}
	out := make([]byte, 2*size)
	sig.R.FillBytes(out[:size])
	sig.S.FillBytes(out[size:])
	return out, nil
}

func toDER(signature []byte, size int) []byte {
	if len(signature) != 2*size {
		return nil
	}
	der, err := asn1.Marshal(ecdsaSignature{new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])})
	if err != nil {
		return nil
	}
	return der
}
