package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// exported is one candidate as it leaves the program (INTERFACE.md §3).
type exported struct {
	Folio        string            `json:"folio"`
	Status       string            `json:"status"`
	Channel      string            `json:"channel"`
	Conversation string            `json:"conversation"`
	Lang         string            `json:"lang"`
	SubmittedAt  time.Time         `json:"submitted_at"`
	Fields       map[string]string `json:"fields"`
	From         map[string]string `json:"from"`
}

// head is the first columns of a table; a column for each field follows.
func head() []string {
	return []string{"folio", "status", "channel", "conversation", "lang", "submitted_at"}
}

// columns is head, then the fields in the order asked, then those that candidates
// answered when the form was another.
func columns(rows []exported, fields []string) []string {
	var gone []string
	for _, r := range rows {
		for id := range r.Fields {
			if !slices.Contains(fields, id) && !slices.Contains(gone, id) {
				gone = append(gone, id)
			}
		}
	}
	slices.Sort(gone)
	return slices.Concat(head(), fields, gone)
}

// cells is a candidate under those columns.
func (e exported) cells(columns []string) []string {
	out := []string{e.Folio, e.Status, e.Channel, e.Conversation, e.Lang, e.SubmittedAt.Format(time.RFC3339)}
	for _, id := range columns[len(out):] {
		out = append(out, e.Fields[id])
	}
	return out
}

// writeJSON writes one array, a candidate a line.
func writeJSON(w io.Writer, rows []exported) error {
	b := bufio.NewWriter(w)
	b.WriteString("[")
	for i, r := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		line, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("encode candidate %s: %w", r.Folio, err)
		}
		b.WriteString("\n")
		b.Write(line)
	}
	if len(rows) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("]\n")
	return b.Flush()
}

// utf8BOM makes Excel read a CSV file as UTF-8.
const utf8BOM = "\uFEFF"

// writeCSV writes a table that a spreadsheet opens rightly: with a byte order mark,
// and no cell that it would take for a formula.
func writeCSV(w io.Writer, rows []exported, fields []string) error {
	if _, err := io.WriteString(w, utf8BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	all := columns(rows, fields)
	// Errors stay with the writer until the end.
	_ = out.Write(all)
	for _, r := range rows {
		cells := r.cells(all)
		for i := range cells {
			cells[i] = guard(cells[i])
		}
		_ = out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// guard keeps a spreadsheet from running a cell (CSV injection, OWASP): an owner
// writes what they like as the name of their business.
func guard(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// sheet is the name of the only sheet.
const sheet = "Candidatos"

// writeXLSX writes a workbook in which every cell is text, so that RFC and telephone
// stay as they are and nothing is a formula.
func writeXLSX(w io.Writer, rows []exported, fields []string) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // nothing of it is on disk
	if err := fillSheet(book, rows, columns(rows, fields)); err != nil {
		return fmt.Errorf("make the workbook: %w", err)
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

func fillSheet(book *excelize.File, rows []exported, all []string) error {
	if err := book.SetSheetName(book.GetSheetName(0), sheet); err != nil {
		return err
	}
	table := [][]string{all}
	for _, r := range rows {
		table = append(table, r.cells(all))
	}
	for y, cells := range table {
		for x, value := range cells {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				return err
			}
			if err := book.SetCellStr(sheet, at, value); err != nil {
				return err
			}
		}
	}
	return book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
