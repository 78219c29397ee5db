package nodecrypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"hash"
)

// Private keys are encrypted as PKCS #8 says, by PBES2 of RFC 8018. It is done here because the
// libraries for it give keys that crypto/x509 knows, which DSA's are not.

var (
	oidPBES2    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidHMACSHA1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 7}
)

// maxKeyIterations is where a file with a key is refused rather than worked on for minutes.
const maxKeyIterations = 10_000_000

// pbkdfHashes are the pseudo-random functions of PBKDF2; none is HMAC with SHA-1.
var pbkdfHashes = []struct {
	oid  asn1.ObjectIdentifier
	open func() hash.Hash
}{
	{oidHMACSHA1, sha1.New},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 8}, sha256.New224},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}, sha256.New},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 10}, sha512.New384},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 11}, sha512.New},
}

// keyCipher is a cipher that keys are encrypted by.
type keyCipher struct {
	name string
	oid  asn1.ObjectIdentifier
	size int
	open func(key []byte) (cipher.Block, error)
}

var keyCiphers = []keyCipher{
	{"aes-128-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}, 16, aes.NewCipher},
	{"aes-192-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 22}, 24, aes.NewCipher},
	{"aes-256-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}, 32, aes.NewCipher},
	{"des-ede3-cbc", asn1.ObjectIdentifier{1, 2, 840, 113549, 3, 7}, 24, des.NewTripleDESCipher},
}

type encryptedKey struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

type pbes2Parameters struct {
	Derivation, Cipher pkix.AlgorithmIdentifier
}

type pbkdf2Parameters struct {
	Salt       []byte
	Iterations int
	KeyLength  int                      `asn1:"optional"`
	Hash       pkix.AlgorithmIdentifier `asn1:"optional"`
}

var errEncrypted = errors.New("cannot decrypt")

// decryptKey gives what an EncryptedPrivateKeyInfo holds.
func decryptKey(der, passphrase []byte) ([]byte, error) {
	var info encryptedKey
	if rest, err := asn1.Unmarshal(der, &info); err != nil || len(rest) > 0 || !info.Algorithm.Algorithm.Equal(oidPBES2) {
		return nil, errEncrypted
	}
	var parameters pbes2Parameters
	if _, err := asn1.Unmarshal(info.Algorithm.Parameters.FullBytes, &parameters); err != nil {
		return nil, err
	}
	for _, c := range keyCiphers {
		if c.oid.Equal(parameters.Cipher.Algorithm) {
			return c.decrypt(info.Data, parameters, passphrase)
		}
	}
	return nil, errEncrypted
}

func (c keyCipher) decrypt(data []byte, parameters pbes2Parameters, passphrase []byte) ([]byte, error) {
	var kdf pbkdf2Parameters
	if !parameters.Derivation.Algorithm.Equal(oidPBKDF2) {
		return nil, errEncrypted
	}
	if _, err := asn1.Unmarshal(parameters.Derivation.Parameters.FullBytes, &kdf); err != nil {
		return nil, err
	}
	open := pbkdfHash(kdf.Hash.Algorithm)
	if open == nil || kdf.Iterations < 1 || kdf.Iterations > maxKeyIterations {
		return nil, errEncrypted
	}
	key, err := pbkdf2.Key(open, string(passphrase), kdf.Salt, kdf.Iterations, c.size)
	if err != nil {
		return nil, err
	}
	block, err := c.open(key)
	if err != nil {
		return nil, err
	}
	var iv []byte
	if _, err := asn1.Unmarshal(parameters.Cipher.Parameters.FullBytes, &iv); err != nil || len(iv) != block.BlockSize() {
		return nil, errEncrypted
	}
	if len(data) == 0 || len(data)%block.BlockSize() != 0 {
		return nil, errEncrypted
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	padding := int(plain[len(plain)-1])
	if padding == 0 || padding > block.BlockSize() || !bytes.HasSuffix(plain, bytes.Repeat([]byte{byte(padding)}, padding)) {
		return nil, errEncrypted
	}
	return plain[:len(plain)-padding], nil
}

func pbkdfHash(oid asn1.ObjectIdentifier) func() hash.Hash {
	if len(oid) == 0 {
		return sha1.New
	}
	for _, known := range pbkdfHashes {
		if known.oid.Equal(oid) {
			return known.open
		}
	}
	return nil
}

// encryptKey makes an EncryptedPrivateKeyInfo with the derivation that BoringSSL uses.
func (c keyCipher) encryptKey(der, passphrase []byte) ([]byte, error) {
	const iterations, saltSize = 2048, 16
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt)
	key, err := pbkdf2.Key(sha1.New, string(passphrase), salt, iterations, c.size)
	if err != nil {
		return nil, err
	}
	block, err := c.open(key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, block.BlockSize())
	_, _ = rand.Read(iv)
	padding := block.BlockSize() - len(der)%block.BlockSize()
	data := append(bytes.Clone(der), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)

	derivation, err := identify(oidPBKDF2, pbkdf2Parameters{Salt: salt, Iterations: iterations,
		Hash: pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA1, Parameters: asn1.NullRawValue}})
	if err != nil {
		return nil, err
	}
	encryption, err := identify(c.oid, iv)
	if err != nil {
		return nil, err
	}
	algorithm, err := identify(oidPBES2, pbes2Parameters{derivation, encryption})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(encryptedKey{algorithm, data})
}

// identify makes an identifier of an algorithm with parameters.
func identify(oid asn1.ObjectIdentifier, parameters any) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(parameters)
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: der}}, err
}
