// Judges a log directory with golang.org/x/mod/sumdb. See README.md.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error, what string) {
	if err != nil {
		fmt.Println(what + ": " + err.Error())
		os.Exit(1)
	}
}

func require(holds bool, what string) {
	if !holds {
		fmt.Println(what)
		os.Exit(1)
	}
}

// cosigner verifies C2SP cosignature/v1 lines of one witness.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("no vkey: %s", vkey)
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, fmt.Errorf("no key of type 4: %s", vkey)
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	return &cosigner{parts[0], binary.BigEndian.Uint32(digest[:4]), key[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+64 {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.key, append([]byte(head), msg...), sig[8:])
}

// tiles reads tiles of height 8 from a directory.
type tiles struct{ dir string }

func (t tiles) Height() int                          { return 8 }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.dir, path))
		if err != nil && tile.W < 256 {
			full := tile
			full.W = 256
			path = strings.Replace(full.Path(), "tile/8/", "tile/", 1)
			data, err = os.ReadFile(filepath.Join(t.dir, path))
			if err == nil && len(data) > tile.W*32 {
				data = data[:tile.W*32]
			}
		}
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// bundle reads the entries that belong to a level-0 tile.
func bundle(dir string, n, size int64) ([][]byte, error) {
	width := size - n*256
	if width > 256 {
		width = 256
	}
	tile := tlog.Tile{H: 8, L: -1, N: n, W: int(width)}
	path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 2 {
		length := int(binary.BigEndian.Uint16(data))
		if length > len(data)-2 {
			return nil, fmt.Errorf("%s is cut short", path)
		}
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	if int64(len(entries)) != width {
		return nil, fmt.Errorf("%s holds %d entries", path, len(entries))
	}
	return entries, nil
}

type receipt struct {
	Origin     string
	Index      int64
	Size       int64
	Path       []string
	Checkpoint string
}

func root(text string) (int64, tlog.Hash) {
	lines := strings.Split(text, "\n")
	require(len(lines) == 4, "a checkpoint has three lines")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "size")
	hash, err := tlog.ParseHash(lines[2])
	check(err, "root")
	return size, hash
}

func receipts(file string, verifiers note.Verifiers, leaf func(int64) tlog.Hash) int {
	in, err := os.Open(file)
	check(err, "receipts")
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<20)
	count := 0
	for scanner.Scan() {
		var r receipt
		check(json.Unmarshal(scanner.Bytes(), &r), "receipt")
		opened, err := note.Open([]byte(r.Checkpoint), verifiers)
		check(err, "receipt's checkpoint")
		size, hash := root(opened.Text)
		var proof tlog.RecordProof
		for _, each := range r.Path {
			node, err := base64.RawURLEncoding.DecodeString(each)
			check(err, "path")
			var h tlog.Hash
			copy(h[:], node)
			proof = append(proof, h)
		}
		check(tlog.CheckRecord(proof, size, hash, r.Index, leaf(r.Index)), "receipt's path")
		count++
	}
	return count
}

func main() {
	require(len(os.Args) >= 3, "usage: judge DIR LOG_VKEY [WITNESS_VKEY [RECEIPTS]]")
	dir := os.Args[1]
	log, err := note.NewVerifier(os.Args[2])
	check(err, "log key")
	known := []note.Verifier{log}
	if len(os.Args) > 3 {
		witness, err := newCosigner(os.Args[3])
		check(err, "witness key")
		known = append(known, witness)
	}
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err, "checkpoint")
	opened, err := note.Open(signed, note.VerifierList(known...))
	check(err, "checkpoint")
	require(len(opened.Sigs) == len(known), "not signed by all: "+strconv.Itoa(len(opened.Sigs)))
	require(strings.HasPrefix(opened.Text, log.Name()+"\n"), "the origin is not the key's name")
	size, hash := root(opened.Text)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: hash}, tiles{dir})
	computed, err := tlog.TreeHash(size, reader)
	check(err, "tree")
	require(computed == hash, "the tiles have another root")
	leaf := func(i int64) tlog.Hash {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		check(err, "leaf hash")
		return hashes[0]
	}
	for n := int64(0); n*256 < size; n++ {
		entries, err := bundle(dir, n, size)
		check(err, "bundle")
		for i, entry := range entries {
			at := n*256 + int64(i)
			require(tlog.RecordHash(entry) == leaf(at), "entry "+strconv.FormatInt(at, 10))
		}
	}
	for i := int64(0); i < size; i += 1 + size/50 {
		proof, err := tlog.ProveRecord(size, i, reader)
		check(err, "prove record")
		check(tlog.CheckRecord(proof, size, hash, i, leaf(i)), "check record")
		older, err := tlog.TreeHash(i+1, reader)
		check(err, "older tree")
		tree, err := tlog.ProveTree(size, i+1, reader)
		check(err, "prove tree")
		check(tlog.CheckTree(tree, size, hash, i+1, older), "check tree")
	}
	count := 0
	if len(os.Args) > 4 {
		count = receipts(os.Args[4], note.VerifierList(known...), leaf)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "ok %d entries, %d signatures, %d receipts\n", size, len(opened.Sigs), count)
	os.Stdout.Write(out.Bytes())
}
