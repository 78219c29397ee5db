package crypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
)

func encryptCBC(k *key, alg *algorithm, data []byte) ([]byte, error) {
	if alg.iv == nil {
		return nil, missing("iv")
	}
	if len(alg.iv) != aes.BlockSize {
		return nil, operationError(msgCBCEncryptIV, len(alg.iv))
	}
	padding := aes.BlockSize - len(data)%aes.BlockSize
	out := append(bytes.Clone(data), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(aesBlock(k), alg.iv).CryptBlocks(out, out)
	return out, nil
}

func decryptCBC(k *key, alg *algorithm, data []byte) ([]byte, error) {
	if alg.iv == nil {
		return nil, missing("iv")
	}
	if len(alg.iv) != aes.BlockSize {
		return nil, operationError(msgCBCDecryptIV, len(alg.iv))
	}
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, operationError(msgDecryption, len(data), len(data)/aes.BlockSize*aes.BlockSize, k.name)
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(aesBlock(k), alg.iv).CryptBlocks(out, data)
	padding := int(out[len(out)-1])
	if padding == 0 || padding > aes.BlockSize ||
		!bytes.Equal(out[len(out)-padding:], bytes.Repeat([]byte{byte(padding)}, padding)) {
		return nil, operationError(msgDecryption, len(data), len(data)-aes.BlockSize, k.name)
	}
	return out[:len(out)-padding], nil
}
