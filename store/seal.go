package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Keys seal what is personal before it is written: the first of them seals, all of
// them open. Without keys everything is written as it is.
//
// A sealed value is AES-256-GCM under a random nonce, and its place (the column and
// the row) is authenticated with it, so that it opens nowhere else:
//
//	s1.<name of the key>.<base64 of nonce, ciphertext and tag>
//
// What is looked for by equality is an HMAC-SHA-256 of its kind and value instead:
//
//	d1.<name of the key>.<base64>
//
// The 32 bytes that a person sets are used for neither: each use has a key of its
// own, which is HMAC-SHA-256(those bytes, label) with the labels below. The name of
// a key is the first four bytes of such a hash in hexadecimal; it tells nothing.
type Keys []*key

type key struct {
	name   string
	aead   cipher.AEAD
	digest []byte
}

const (
	sealLabel   = "pabellon seal 1"
	digestLabel = "pabellon digest 1"
	nameLabel   = "pabellon name 1"

	sealMark   = "s1."
	digestMark = "d1."
	keySize    = 32
	nameSize   = 4
)

// ReadKeys reads keys as a person sets them: each 32 bytes in base64, with commas
// between. What was wrong with them is told without them.
func ReadKeys(text string) (Keys, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var keys Keys
	for i, part := range strings.Split(text, ",") {
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(part))
		if err != nil || len(raw) != keySize {
			return nil, fmt.Errorf("key %d is not %d bytes in base64", i+1, keySize)
		}
		k, err := newKey(raw)
		if err != nil {
			return nil, err
		}
		if keys.named(k.name) != nil {
			return nil, fmt.Errorf("key %d is there twice", i+1)
		}
		keys = append(keys, k)
	}
	return keys, nil
}

func newKey(raw []byte) (*key, error) {
	block, err := aes.NewCipher(keyed(raw, sealLabel))
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	return &key{name: hex.EncodeToString(keyed(raw, nameLabel)[:nameSize]), aead: aead, digest: keyed(raw, digestLabel)}, nil
}

// keyed is the HMAC-SHA-256 of a text.
func keyed(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// named is the key of that name; nil when there is none.
func (k Keys) named(name string) *key {
	for _, key := range k {
		if key.name == name {
			return key
		}
	}
	return nil
}

// names lists the names, with commas between.
func (k Keys) names() string {
	names := make([]string, len(k))
	for i, key := range k {
		names[i] = key.name
	}
	return strings.Join(names, ", ")
}

// mark is what everything begins with that the key has sealed.
func (k *key) mark() string { return sealMark + k.name + "." }

// spot is the place of a value: a column of one row, by the row's primary key. It is
// written out only where there are keys.
type spot struct {
	column string
	row    [3]int64
	n      int      // how many of row
	names  []string // where the key is text
}

// place is the spot in a row whose primary key is up to three numbers.
func place(column string, row ...int64) spot {
	s := spot{column: column}
	s.n = copy(s.row[:], row)
	return s
}

// named is the spot in a row whose primary key is text.
func named(column string, names ...string) spot { return spot{column: column, names: names} }

// bytes is what is authenticated with a sealed value, such as "turns.payload[7 1]".
func (s spot) bytes() []byte {
	if s.names != nil {
		return fmt.Append(nil, s.column, s.names)
	}
	return fmt.Append(nil, s.column, s.row[:s.n])
}

// seal makes a text unreadable but for who has the key and finds it in its place.
// Nothing stays nothing.
func (k Keys) seal(at spot, text string) string {
	if len(k) == 0 || text == "" {
		return text
	}
	sealed := k[0].aead.Seal(nil, nil, []byte(text), at.bytes())
	return k[0].mark() + base64.RawStdEncoding.EncodeToString(sealed)
}

var errSealed = errors.New("it was changed, cut or moved since it was encrypted")

// open gives back what was sealed; a text that was not is given back as it is.
func (k Keys) open(at spot, text string) (string, error) {
	rest, sealed := strings.CutPrefix(text, sealMark)
	if !sealed {
		return text, nil
	}
	name, body, _ := strings.Cut(rest, ".")
	key := k.named(name)
	if key == nil {
		return "", fmt.Errorf("it is encrypted with the key %.8q, which is not in DATA_KEY", name)
	}
	raw, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return "", errSealed
	}
	plain, err := key.aead.Open(nil, nil, raw, at.bytes())
	if err != nil {
		return "", errSealed
	}
	return string(plain), nil
}

// decode opens a value that is JSON and reads it.
func (k Keys) decode(at spot, text string, to any) error {
	plain, err := k.open(at, text)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(plain), to)
}

// move seals a value for the place in its lane that it goes to.
func (k Keys) move(column, text string, lane, from, to int64) (string, error) {
	plain, err := k.open(place(column, lane, from), text)
	if err != nil {
		return "", fmt.Errorf("move %s: %w", column, err)
	}
	return k.seal(place(column, lane, to), plain), nil
}

// digest is what stands in a column that is looked for by equality: the value
// itself when there is no key. Nothing stays nothing.
func (k Keys) digest(kind, value string) string {
	if len(k) == 0 || value == "" {
		return clean(value)
	}
	return k[0].digestOf(kind, value)
}

func (k *key) digestOf(kind, value string) string {
	return digestMark + k.name + "." + base64.RawStdEncoding.EncodeToString(keyed(k.digest, kind+"\x00"+value))
}

// digests is everything that may stand for a value: who looks for one looks for all
// of these, for a row that was not written again since a key came or changed has
// what was right then.
func (k Keys) digests(kind, value string) []string {
	out := []string{clean(value)}
	if value == "" {
		return out
	}
	for _, key := range k {
		out = append(out, key.digestOf(kind, value))
	}
	return out
}
