package persist

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// idHalf is the size of each half of an id: the base, and the mac that ties it to a namespace.
const idHalf = 16

// Errors of ParseID, in the words a script sees (TypeError).
var (
	ErrIDFormat  error = idError(msgIDFormat)
	ErrIDForeign error = idError(msgIDForeign)
)

type idError string

func (e idError) Error() string { return string(e) }

// DeriveID is the id of the object called name in the namespace with this unique key.
// It also names the files of miniflare's simulators.
func DeriveID(uniqueKey, name string) string {
	key := sha256.Sum256([]byte(uniqueKey))
	return withMAC(key[:], mac(key[:], []byte(name)))
}

// NewUniqueID is a random id that is valid in the namespace with this unique key.
func NewUniqueID(uniqueKey string) string {
	key := sha256.Sum256([]byte(uniqueKey))
	base := make([]byte, idHalf)
	rand.Read(base) // never fails
	return withMAC(key[:], base)
}

// ParseID checks that s is an id of the namespace with this unique key and returns it in lower
// case. The error is ErrIDFormat or ErrIDForeign.
func ParseID(uniqueKey, s string) (string, error) {
	if len(s) != 4*idHalf {
		return "", ErrIDFormat
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		return "", ErrIDFormat
	}
	key := sha256.Sum256([]byte(uniqueKey))
	if !hmac.Equal(b[idHalf:], mac(key[:], b[:idHalf])) {
		return "", ErrIDForeign
	}
	return hex.EncodeToString(b), nil
}

func withMAC(key, base []byte) string {
	return hex.EncodeToString(base) + hex.EncodeToString(mac(key, base))
}

func mac(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)[:idHalf]
}

// isID reports whether s can be the id in a file name: 64 lower-case hex digits.
func isID(s string) bool {
	if len(s) != 4*idHalf {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
