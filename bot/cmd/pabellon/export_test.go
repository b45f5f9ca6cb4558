package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pabellon/handlers"
	"pabellon/store"
)

func someRows() []exported {
	at := time.Date(2026, 11, 22, 9, 30, 0, 0, time.FixedZone("", -6*3600))
	return []exported{
		{Folio: "PAB-0001", Status: "approved", Channel: "telegram", Conversation: "telegram:7", Lang: "es", SubmittedAt: at,
			Fields: map[string]string{"business": `=HYPERLINK("http://evil")`, "phone": "+525512345678", "rfc": "CSO120304AB4", "old": "1"},
			From:   map[string]string{"rfc": "m4"}},
		{Folio: "PAB-0002", Status: "submitted", Channel: "chat", Conversation: "chat:b", Lang: "en", SubmittedAt: at,
			Fields: map[string]string{"business": "Ñandú, \"S.A.\"\nde C.V.", "rfc": "-1+1"}, From: map[string]string{}},
	}
}

var someFields = []string{"business", "rfc", "phone"}

func TestCSVHasAColumnAFieldAndRunsNothing(t *testing.T) {
	var b bytes.Buffer
	if err := writeCSV(&b, someRows(), someFields); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(b.String(), "\uFEFF")
	table, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatalf("byte order mark %v, %v", marked, err)
	}
	want := [][]string{
		{"folio", "status", "channel", "conversation", "lang", "submitted_at", "business", "rfc", "phone", "old"},
		{"PAB-0001", "approved", "telegram", "telegram:7", "es", "2026-11-22T09:30:00-06:00", `'=HYPERLINK("http://evil")`, "CSO120304AB4", "'+525512345678", "1"},
		{"PAB-0002", "submitted", "chat", "chat:b", "en", "2026-11-22T09:30:00-06:00", "Ñandú, \"S.A.\"\nde C.V.", "'-1+1", "", ""},
	}
	for i := range want {
		if !slices.Equal(table[i], want[i]) {
			t.Errorf("row %d\n got %q\nwant %q", i, table[i], want[i])
		}
	}
}

func TestEveryCellThatASpreadsheetWouldRunIsGuarded(t *testing.T) {
	for _, cell := range []string{"=1", "+1", "-1", "@x", "\t=1", "\r=1"} {
		if got := guard(cell); got != "'"+cell {
			t.Errorf("%q stays %q", cell, got)
		}
	}
	for _, cell := range []string{"", "a=1", "Café", "ñ"} {
		if got := guard(cell); got != cell {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
}

func TestTheWorkbookHoldsTextsAndNoFormula(t *testing.T) {
	var b bytes.Buffer
	if err := writeXLSX(&b, someRows(), someFields); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(sheet)
	if err != nil || len(rows) != 3 || rows[1][6] != `=HYPERLINK("http://evil")` || rows[1][8] != "+525512345678" || rows[0][9] != "old" {
		t.Fatalf("%v %q", err, rows)
	}
	formula, err := book.GetCellFormula(sheet, "G2")
	kind, kerr := book.GetCellType(sheet, "G2")
	if errors.Join(err, kerr) != nil || formula != "" || kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
		t.Errorf("formula %q, type %v", formula, kind)
	}
}

func TestJSONIsOneArrayInTheShapeOfTheInterface(t *testing.T) {
	var b bytes.Buffer
	if err := writeJSON(&b, someRows()); err != nil {
		t.Fatal(err)
	}
	var back []map[string]any
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back) != 2 {
		t.Fatalf("%v: %s", err, &b)
	}
	for _, key := range []string{"folio", "status", "channel", "conversation", "lang", "submitted_at", "fields", "from"} {
		if _, ok := back[0][key]; !ok {
			t.Errorf("no %s", key)
		}
	}
	b.Reset()
	if err := writeJSON(&b, nil); err != nil || b.String() != "[]\n" {
		t.Errorf("nobody is %q, %v", &b, err)
	}
}

func TestWhatIsExportedNamesTheChatsOwnTurns(t *testing.T) {
	e := exportedOf(store.Candidate{Folio: "PAB-0001", From: map[string]string{"rfc": "a%3A1:m4"}, Fields: map[string]string{"rfc": "X"}}, &handlers.Form{}, time.UTC)
	if e.From["rfc"] != "m4" || e.Lang != "es" {
		t.Errorf("got %+v", e)
	}
}

func TestAFileIsWrittenWholeOrNotAtAllAndOnlyForItsOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	write := func(text string, err error) error {
		return writeFile(path, func(w io.Writer) error {
			_, werr := io.WriteString(w, text)
			return errors.Join(werr, err)
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("half", errors.New("the disk is full")); err == nil {
		t.Error("no error")
	}
	b, err := os.ReadFile(path)
	info, serr := os.Stat(path)
	if errors.Join(err, serr) != nil || string(b) != "first" || info.Mode().Perm() != 0o600 {
		t.Errorf("%q %v %v", b, info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".pabellon-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestADayBeginsAtMidnightOfTheProgramme(t *testing.T) {
	zone := time.FixedZone("", -6*3600)
	got, err := day("2026-11-22", zone)
	if err != nil || !got.Equal(time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)) {
		t.Errorf("%v %v", got, err)
	}
	if got, err := day("2026-11-22T09:00:00Z", zone); err != nil || got.Hour() != 9 {
		t.Errorf("%v %v", got, err)
	}
	if _, err := day("22/11/2026", zone); err == nil {
		t.Error("a day in another shape is taken")
	}
}
