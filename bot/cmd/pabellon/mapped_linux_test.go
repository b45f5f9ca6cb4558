package main

import (
	"os"
	"strings"
	"testing"
)

func TestOnlyWhatNobodyCanWriteIsForgotten(t *testing.T) {
	const file = "/usr/bin/pabellon"
	for line, want := range map[string]uintptr{
		"00400000-0106a000 r-xp 00000000 fe:00 10601185                           /usr/bin/pabellon":           0xc6a000,
		"0106a000-02020000 r--p 00c6a000 fe:00 10601185                           /usr/bin/pabellon":           0xfb6000,
		"02020000-02231000 rw-p 01c20000 fe:00 10601185                           /usr/bin/pabellon":           0,
		"02020000-02231000 r--s 01c20000 fe:00 10601185                           /usr/bin/pabellon":           0,
		"02020000-02231000 r--p 01c20000 fe:00 10601185                           /usr/bin/pabellon (deleted)": 0,
		"7f36e2a23000-7f36e2a49000 r--p 00000000 fe:00 326269                     /usr/lib/libc.so.6":          0,
		"02231000-0427f000 rw-p 00000000 00:00 0":                                                              0,
		"": 0,
	} {
		if _, length, ok := readOnly(line, file); length != want && ok || ok != (want > 0) {
			t.Errorf("%q: %x, %v", line, length, ok)
		}
	}
}

func TestTheProgramGoesOnAfterItForgot(t *testing.T) {
	own, err := os.Readlink("/proc/self/exe")
	if err != nil {
		t.Skip("there is no /proc")
	}
	forgetStart()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil || !strings.Contains(string(maps), own) {
		t.Errorf("the program is gone: %v", err)
	}
}
