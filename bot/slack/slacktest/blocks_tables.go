package slacktest

// tableShapes are the blocks with rows and columns, and what can be in a cell.
var tableShapes = map[string]blockShape{
	"block/table": blockOn(onMessage|onHome, "rows", blockFields{
		"rows":            aList(1, mostTableRows, aList(1, mostTableColumns, oneOf("piece", "raw_text", "raw_number", "rich_text"))),
		"column_settings": aList(0, mostTableColumns, orNull(aColumn)),
	}).and(tableParts),
	"block/data_table": blockOn(onMessage|onHome, "rows caption", blockFields{
		"rows": aList(leastDataRows, mostDataRows, aList(1, mostDataColumns,
			oneOf("piece", "raw_text", "raw_number", "rich_text", "action_cell"))),
		"caption": aString(1, unlimited), "page_size": aWhole(1, mostPageSize), "row_header_column_index": aWhole(0, mostDataColumns-1),
	}).and(dataParts),
	"piece/raw_text":   typedOnly("text", blockFields{"text": aString(1, unlimited)}),
	"piece/raw_number": typedOnly("value", blockFields{"value": aNumber, "text": aString(1, unlimited)}),
	"piece/action_cell": typedOnly("element", blockFields{
		"element": oneOf("element", "button"), "fallback": oneOf("piece", "raw_text", "raw_number"),
	}),
}

// aColumn is how a column looks; null is a column like any other.
var aColumn = anObject(untyped("", blockFields{"align": anEnum("left", "center", "right"), "is_wrapped": aBoolean}))

// tableParts says what the rows and the settings of a table must agree on.
func tableParts(c *blockCheck, at string, o blockObject) {
	columns := c.table(at, o, mostTableText)
	settings, there := o["column_settings"].([]any)
	switch {
	case !there || columns == 0:
	case len(settings) > columns:
		c.say(at+"/column_settings", "no more than %d items allowed", columns)
	case len(settings) < columns:
		c.mistake(at+"/column_settings", "%d settings for %d columns", len(settings), columns)
	}
}

// dataParts says what the rows of a data table must agree on: the first has the names of the columns.
func dataParts(c *blockCheck, at string, o blockObject) {
	c.table(at, o, mostDataText)
	rows, _ := o["rows"].([]any)
	if len(rows) == 0 {
		return
	}
	names, _ := rows[0].([]any)
	for i, one := range names {
		if cell, _ := one.(blockObject); cell["type"] == "rich_text" {
			c.say(blockItem(at+"/rows/0", i)+"/type", "unsupported type: rich_text")
		}
	}
}

// table says that a message has one table, whose rows are as long as the first and whose text is not too long
// together; it tells how many columns there are.
func (c *blockCheck) table(at string, o blockObject, most int) int {
	if c.tables++; c.tables > mostTables && c.where == onMessage {
		c.say(at, "only_one_table_allowed")
	}
	if blockLength(o["rows"]) > most {
		c.say(at+"/rows", "must be less than %d characters", most+1)
	}
	rows, _ := o["rows"].([]any)
	columns := -1
	for i, one := range rows {
		row, ok := one.([]any)
		switch {
		case !ok:
		case columns < 0:
			columns = len(row)
		case len(row) != columns:
			c.say(blockItem(at+"/rows", i), "must provide as many items as the first row: %d", columns)
		}
	}
	return max(columns, 0)
}

// chartShapes are the charts, and the block that shows one.
var chartShapes = map[string]blockShape{
	"block/data_visualization": blockOn(onMessage, "title chart", blockFields{
		"title": aString(1, mostChartTitle), "chart": oneOf("chart"),
	}).and(fewCharts),
	"chart/pie": typedOnly("segments", blockFields{"segments": aList(1, mostChartSeries, anObject(untyped("label value", blockFields{
		"label": aString(1, mostChartLabel), "value": aPositive,
	})))}),
	"chart/bar":  axisShape(),
	"chart/area": axisShape(),
	"chart/line": axisShape(),
}

// axisShape is that of a chart with two axes.
func axisShape() blockShape {
	point := anObject(untyped("label value", blockFields{"label": aString(1, mostChartLabel), "value": aNumber}))
	return typedOnly("series axis_config", blockFields{
		"series": aList(1, mostChartSeries, anObject(untyped("name data", blockFields{
			"name": aString(1, mostChartLabel), "data": aList(1, mostChartPoints, point),
		}))),
		"axis_config": anObject(untyped("categories", blockFields{
			"categories": aList(1, mostChartPoints, aString(1, mostChartLabel)),
			"x_label":    aString(1, mostChartTitle), "y_label": aString(1, mostChartTitle),
		})),
	})
}

func fewCharts(c *blockCheck, at string, _ blockObject) {
	if c.charts++; c.charts > mostCharts {
		c.say(at, "too many data_visualization blocks")
	}
}
