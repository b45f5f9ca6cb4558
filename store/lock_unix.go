//go:build unix

package store

import (
	"os"
	"syscall"
)

// lockFile takes a lock that dies with the process; it does not wait. A lock that
// is not exclusive says only that we are there.
func lockFile(f *os.File, exclusive bool) error {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	return syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
}
