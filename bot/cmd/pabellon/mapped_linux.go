package main

import (
	"bufio"
	"bytes"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// forgetStart has the kernel forget which pages of the program's own file were read so
// far: half of them only the start needs, and without it they count as ours for as long as
// we run. What is needed again is there again at the next touch, from the file cache. Only
// what nobody can write is forgotten; where it cannot be done, nothing is lost.
func forgetStart() {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	own, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(bytes.NewReader(maps)); lines.Scan(); {
		if from, length, ok := readOnly(lines.Text(), own); ok {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, length, syscall.MADV_DONTNEED)
		}
	}
}

// readOnly is the place of a mapping, as /proc/PID/maps tells it (proc_pid_maps(5)), when it
// is of a file and nobody can write it:
//
//	00400000-0106a000 r-xp 00000000 fe:00 10601185   /usr/bin/pabellon
func readOnly(line, file string) (from, length uintptr, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 6 || !strings.HasSuffix(line, " "+file) || fields[1][0] != 'r' || fields[1][1] != '-' || fields[1][3] != 'p' {
		return 0, 0, false
	}
	begin, end, found := strings.Cut(fields[0], "-")
	a, err := strconv.ParseUint(begin, 16, 64)
	b, wrong := strconv.ParseUint(end, 16, 64)
	return uintptr(a), uintptr(b - a), found && err == nil && wrong == nil && b > a
}
