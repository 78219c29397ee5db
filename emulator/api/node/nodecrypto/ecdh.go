package nodecrypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"math/big"
	"slices"

	"github.com/dop251/goja"
)

func (h host) ecdh() map[string]function {
	return map[string]function{
		"newECDH": h.newECDH, "ecdhGenerate": h.ecdhGenerate, "ecdhSecret": h.ecdhSecret,
		"ecdhPrivate": h.ecdhPrivate, "ecdhPublic": h.ecdhPublic, "ecdhSetPrivate": h.ecdhSetPrivate,
		"ecdhConvert": h.ecdhConvert,
	}
}

// exchange is what an ECDH object holds.
type exchange struct {
	curve
	key *ecdsa.PrivateKey
}

// opensslCurves are names of curves that BoringSSL knows but has not.
var opensslCurves = []string{"secp256k1", "secp160r1", "X25519", "Ed25519"}

// shortName takes a curve by the name that OpenSSL gives it.
func (h host) shortName(name string) curve {
	c := curveBy(func(c curve) bool { return c.name == name })
	if c.Curve == nil && slices.Contains(opensslCurves, name) {
		h.i.Throw("Error", "Failed to create key using named curve")
	}
	if c.Curve == nil {
		h.i.Throw("Error", "Invalid curve")
	}
	return c
}

func (h host) newECDH(call goja.FunctionCall) goja.Value {
	return h.i.Runtime().ToValue(&exchange{curve: h.shortName(call.Argument(0).String())})
}

func (h host) ecdhGenerate(call goja.FunctionCall) goja.Value {
	e := handleOf[*exchange](call, 0)
	k, err := ecdsa.GenerateKey(e.Curve, rand.Reader)
	if err != nil {
		h.i.Throw("Error", "Failed to generate keys")
	}
	e.key = k
	return goja.Undefined()
}

func (h host) ecdhSecret(call goja.FunctionCall) goja.Value {
	e := handleOf[*exchange](call, 0)
	if e.key == nil {
		h.i.Throw("Error", "Invalid keypair")
	}
	secret, err := sharedPoint(e.key, h.point(e.curve, h.bytes(call, 1)))
	if err != nil {
		h.i.Throw("Error", "Failed to compute ECDH key")
	}
	return h.array(secret)
}

// sharedPoint is the x of the product. crypto/ecdh has no P-224, so the arithmetic is that of
// crypto/elliptic there.
func sharedPoint(k *ecdsa.PrivateKey, peer *ecdsa.PublicKey) ([]byte, error) {
	if k.Curve == elliptic.P224() {
		//lint:ignore SA1019 crypto/ecdh has no P-224
		x, _ := k.ScalarMult(peer.X, peer.Y, k.D.Bytes())
		return x.FillBytes(make([]byte, curveOf(peer).size())), nil
	}
	mine, err := k.ECDH()
	if err != nil {
		return nil, err
	}
	theirs, err := peer.ECDH()
	if err != nil {
		return nil, err
	}
	return mine.ECDH(theirs)
}

// point reads a public key in any of the three formats.
func (h host) point(c curve, data []byte) *ecdsa.PublicKey {
	uncompressed := slices.Clone(data)
	switch {
	case len(data) == 1+c.size() && (data[0] == 2 || data[0] == 3):
		x, y := elliptic.UnmarshalCompressed(c.Curve, data)
		if x == nil {
			h.i.Throw("Error", "Failed to set point")
		}
		uncompressed = append([]byte{4}, append(x.FillBytes(make([]byte, c.size())), y.FillBytes(make([]byte, c.size()))...)...)
	case len(data) == 1+2*c.size() && (data[0] == 6 || data[0] == 7) && data[0]&1 == data[len(data)-1]&1:
		uncompressed[0] = 4
	}
	k, err := ecdsa.ParseUncompressedPublicKey(c.Curve, uncompressed)
	if err != nil {
		h.i.Throw("Error", "Failed to set point")
	}
	return k
}

func (h host) writePoint(k *ecdsa.PublicKey, format string) goja.Value {
	data, err := k.Bytes()
	if err != nil {
		h.i.Throw("Error", "Failed to get public key")
	}
	odd := data[len(data)-1] & 1
	switch format {
	case "compressed":
		data = data[:1+curveOf(k).size()]
		data[0] = 2 | odd
	case "hybrid":
		data[0] = 6 | odd
	}
	return h.array(data)
}

func (h host) ecdhPrivate(call goja.FunctionCall) goja.Value {
	e := handleOf[*exchange](call, 0)
	if e.key == nil {
		h.i.Throw("Error", "Failed to get ECDH private key")
	}
	data, err := e.key.Bytes()
	if err != nil {
		h.i.Throw("Error", "Failed to encode the private key")
	}
	// As in workerd, leading zeros are left out.
	return h.array(new(big.Int).SetBytes(data).Bytes())
}

func (h host) ecdhPublic(call goja.FunctionCall) goja.Value {
	e := handleOf[*exchange](call, 0)
	if e.key == nil {
		h.i.Throw("Error", "Failed to get ECDH public key")
	}
	return h.writePoint(&e.key.PublicKey, call.Argument(1).String())
}

func (h host) ecdhSetPrivate(call goja.FunctionCall) goja.Value {
	e, d := handleOf[*exchange](call, 0), new(big.Int).SetBytes(h.bytes(call, 1))
	if d.Sign() <= 0 || d.Cmp(e.Params().N) >= 0 {
		h.i.Throw("Error", "Private key is not valid for specified curve.")
	}
	k, err := ecdsa.ParseRawPrivateKey(e.Curve, d.FillBytes(make([]byte, e.orderSize())))
	if err != nil {
		h.i.Throw("Error", "Failed to convert BN to a private key")
	}
	e.key = k
	return goja.Undefined()
}

func (h host) ecdhConvert(call goja.FunctionCall) goja.Value {
	data := h.bytes(call, 0)
	if len(data) == 0 {
		return h.array(nil)
	}
	return h.writePoint(h.point(h.shortName(call.Argument(1).String()), data), call.Argument(2).String())
}
