package nodecrypto

import (
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"math/big"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/poly1305" //lint:ignore SA1019 x/crypto/chacha20poly1305 takes only whole messages
)

// authentication is an AEAD piece by piece, as Node's ciphers go: what crypto/cipher has takes the
// whole message at once, and gives no text before its tag.
type authentication struct {
	stream cipher.Stream
	// data is authenticated and not encrypted; text is the encrypted text so far.
	data, text []byte
	mac        func(data, text []byte) []byte
}

func (a *authentication) update(in []byte, encrypt bool) []byte {
	out := make([]byte, len(in))
	a.stream.XORKeyStream(out, in)
	if encrypt {
		a.text = append(a.text, out...)
	} else {
		a.text = append(a.text, in...)
	}
	return out
}

func (a *authentication) sum() []byte { return a.mac(a.data, a.text) }

// newGCM is NIST SP 800-38D: counter mode, and a MAC that multiplies in a field.
func newGCM(block cipher.Block, iv []byte) *authentication {
	var key, zero [16]byte
	block.Encrypt(key[:], zero[:])
	var start [16]byte
	if len(iv) == 12 {
		copy(start[:], iv)
		start[15] = 1
	} else {
		copy(start[:], ghash(key, nil, iv, len(iv)))
	}
	next := start
	binary.BigEndian.PutUint32(next[12:], binary.BigEndian.Uint32(next[12:])+1)
	var mask [16]byte
	block.Encrypt(mask[:], start[:])
	return &authentication{
		stream: &counter32{block: block, at: next},
		mac: func(data, text []byte) []byte {
			sum := ghash(key, data, text, len(text))
			for n := range sum {
				sum[n] ^= mask[n]
			}
			return sum
		},
	}
}

// counter32 counts in the last 32 bits alone, as GCM does.
type counter32 struct {
	block cipher.Block
	at    [16]byte
	pad   [16]byte
	used  int
}

func (c *counter32) XORKeyStream(dst, src []byte) {
	for n := range src {
		if c.used == 0 {
			c.block.Encrypt(c.pad[:], c.at[:])
			binary.BigEndian.PutUint32(c.at[12:], binary.BigEndian.Uint32(c.at[12:])+1)
		}
		dst[n] = src[n] ^ c.pad[c.used]
		c.used = (c.used + 1) % len(c.pad)
	}
}

// ghash multiplies 16-byte blocks of data, of text and of their lengths by the key.
func ghash(key [16]byte, data, text []byte, length int) []byte {
	var high, low uint64
	keyHigh, keyLow := binary.BigEndian.Uint64(key[:]), binary.BigEndian.Uint64(key[8:])
	absorb := func(block []byte) {
		var padded [16]byte
		copy(padded[:], block)
		high ^= binary.BigEndian.Uint64(padded[:])
		low ^= binary.BigEndian.Uint64(padded[8:])
		high, low = multiply(high, low, keyHigh, keyLow)
	}
	for _, part := range [][]byte{data, text} {
		for at := 0; at < len(part); at += 16 {
			absorb(part[at:min(at+16, len(part))])
		}
	}
	var lengths [16]byte
	binary.BigEndian.PutUint64(lengths[:], uint64(len(data))*8)
	binary.BigEndian.PutUint64(lengths[8:], uint64(length)*8)
	absorb(lengths[:])
	out := make([]byte, 16)
	binary.BigEndian.PutUint64(out, high)
	binary.BigEndian.PutUint64(out[8:], low)
	return out
}

// multiply is that of GF(2¹²⁸) in GCM's order of bits.
func multiply(high, low, keyHigh, keyLow uint64) (uint64, uint64) {
	var outHigh, outLow uint64
	for n := range 128 {
		word := high
		if n >= 64 {
			word = low
		}
		bit := word >> (63 - n%64) & 1
		outHigh ^= keyHigh & -bit
		outLow ^= keyLow & -bit
		carry := keyLow & 1
		keyLow = keyLow>>1 | keyHigh<<63
		keyHigh = keyHigh>>1 ^ (0xe1<<56)&-carry
	}
	return outHigh, outLow
}

// newChaCha is RFC 8439; a shorter nonce is padded with zeros at its front, as OpenSSL does.
func newChaCha(key, iv []byte) (*authentication, error) {
	if len(iv) > chacha20.NonceSize {
		return nil, errors.New("nonce too long")
	}
	nonce := new(big.Int).SetBytes(iv).FillBytes(make([]byte, chacha20.NonceSize))
	stream, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil {
		return nil, err
	}
	var once [32]byte
	stream.XORKeyStream(once[:], once[:])
	stream.SetCounter(1)
	return &authentication{stream: stream, mac: func(data, text []byte) []byte {
		mac := poly1305.New(&once)
		for _, part := range [][]byte{data, text} {
			mac.Write(part)
			mac.Write(make([]byte, (16-len(part)%16)%16))
		}
		mac.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(data))))
		mac.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(text))))
		return mac.Sum(nil)
	}}, nil
}
