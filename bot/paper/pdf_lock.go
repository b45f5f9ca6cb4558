package paper

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// lock opens the streams of a file that is locked with the empty password: such a file
// opens in every reader, and only asks not to be changed or printed (7.6).
type lock struct {
	key  []byte
	kind name // "V2" is RC4, "AESV2" and "AESV3" AES with a key each and one for all
}

// filling makes a password 32 bytes long (7.6.3.3, algorithm 2).
var filling = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// unlock tries the empty password; ErrLocked says that there is another.
func unlock(f *file, d dict) (*lock, error) {
	version, revision := f.int(d["V"]), f.int(d["R"])
	l := &lock{kind: "V2"}
	bits := int(f.number(d["Length"], 40))
	switch version {
	case 1:
		bits = 40
	case 2:
	case 4, 5:
		way := f.dict(f.dict(d["CF"])[f.name(d["StmF"])])
		l.kind, bits = f.name(way["CFM"]), 128
	default:
		return nil, ErrLocked
	}
	if l.kind == "" || l.kind == "None" {
		return nil, nil // only what we do not read is locked
	}
	size := bits / 8
	if f.name(d["Filter"]) != "Standard" || size < 5 || size > 16 {
		return nil, ErrLocked
	}
	if version == 5 {
		l.key = keyOf256(f, d, revision)
	} else {
		l.key = keyOf128(f, d, revision, size)
	}
	if l.key == nil {
		return nil, ErrLocked
	}
	return l, nil
}

// keyOf128 is the key of the empty password, nil if that is not the right one
// (algorithms 2, 4 and 5).
func keyOf128(f *file, d dict, revision, size int) []byte {
	owner, _ := f.get(d["O"]).(text)
	user, _ := f.get(d["U"]).(text)
	var id text
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id, _ = f.get(ids[0]).(text)
	}
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	h := md5.New()
	h.Write(filling)
	h.Write([]byte(owner[:32]))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(f.number(d["P"], 0)))))
	h.Write([]byte(id))
	if plain, is := f.get(d["EncryptMetadata"]).(bool); is && !plain && revision >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:size])
			key = sum[:]
		}
	}
	key = key[:size]
	if check := checkOf(key, id, revision); !bytes.HasPrefix([]byte(user), check) {
		return nil
	}
	return key
}

// checkOf is what a file has as a sign of the right key.
func checkOf(key []byte, id text, revision int) []byte {
	if revision < 3 {
		return rc4ed(key, filling)
	}
	sum := md5.Sum(append(bytes.Clone(filling), id...))
	check := sum[:]
	for i := range 20 {
		turned := make([]byte, len(key))
		for j := range turned {
			turned[j] = key[j] ^ byte(i)
		}
		check = rc4ed(turned, check)
	}
	return check
}

// keyOf256 is the same for AES of 256 bits (ISO 32000-2, algorithm 2.A).
func keyOf256(f *file, d dict, revision int) []byte {
	user, _ := f.get(d["U"]).(text)
	sealed, _ := f.get(d["UE"]).(text)
	if len(user) < 48 || len(sealed) < 32 {
		return nil
	}
	sum := func(salt text) []byte {
		first := sha256.Sum256([]byte(salt))
		if revision < 6 {
			return first[:]
		}
		return hardened(first[:])
	}
	if !bytes.Equal(sum(user[32:40]), []byte(user[:32])) {
		return nil
	}
	block, err := aes.NewCipher(sum(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, []byte(sealed[:32]))
	return key
}

// hardened is algorithm 2.B for the empty password; it takes 64 rounds and a few.
func hardened(k []byte) []byte {
	for round := 0; round < 512; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] {
			rest += int(c)
		}
		last := int(e[len(e)-1])
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		default:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if round >= 63 && last <= round-31 {
			break
		}
	}
	return k[:32]
}

func rc4ed(key, b []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b))
	c.XORKeyStream(out, b)
	return out
}

// open gives the bytes of a stream (algorithms 1 and 1.A).
func (l *lock) open(num, gen int, b []byte) []byte {
	key := l.key
	if l.kind != "AESV3" {
		mixed := append(bytes.Clone(key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
		if l.kind == "AESV2" {
			mixed = append(mixed, "sAlT"...)
		}
		sum := md5.Sum(mixed)
		key = sum[:min(len(l.key)+5, 16)]
	}
	if l.kind == "V2" {
		return rc4ed(key, b)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 2*aes.BlockSize {
		return nil
	}
	iv, b := b[:aes.BlockSize], b[aes.BlockSize:]
	out := make([]byte, len(b)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, b[:len(out)])
	if n := len(out); out[n-1] <= aes.BlockSize {
		out = out[:n-int(out[n-1])]
	}
	return out
}
