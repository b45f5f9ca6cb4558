//go:build !unix

package store

import (
	"errors"
	"os"
)

// lockFile cannot tell here whether other processes work: leases run out instead.
func lockFile(_ *os.File, exclusive bool) error {
	if exclusive {
		return errors.ErrUnsupported
	}
	return nil
}
