package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"math/big"
)

// cryptCTR both encrypts and decrypts. Only the last alg.length bits of the counter block count,
// so it starts again from zero where they run over.
func cryptCTR(k *key, alg *algorithm, data []byte) ([]byte, error) {
	switch {
	case alg.counter == nil:
		return nil, typeError(msgMissingMember, "counter")
	case len(alg.counter) != aes.BlockSize:
		return nil, operationError(msgCounterSize, len(alg.counter))
	case alg.length == nil:
		return nil, typeError(msgMissingMember, "length")
	case *alg.length <= 0 || *alg.length > aes.BlockSize*8:
		return nil, operationError(msgCounterLength, *alg.length)
	}
	values := new(big.Int).Lsh(big.NewInt(1), uint(*alg.length))
	blocks := big.NewInt(int64((len(data) + aes.BlockSize - 1) / aes.BlockSize))
	if blocks.Cmp(values) > 0 {
		return nil, operationError(msgCounterRepeats)
	}
	block := new(big.Int).SetBytes(alg.counter)
	counter := new(big.Int).Mod(block, values)
	left := new(big.Int).Sub(values, counter)

	out := make([]byte, len(data))
	first := len(data)
	if left.Cmp(blocks) < 0 {
		first = int(left.Int64()) * aes.BlockSize
	}
	cipher.NewCTR(aesBlock(k), alg.counter).XORKeyStream(out, data[:first])
	if first < len(data) {
		restart := block.Sub(block, counter).FillBytes(make([]byte, aes.BlockSize))
		cipher.NewCTR(aesBlock(k), restart).XORKeyStream(out[first:], data[first:])
	}
	return out, nil
}
