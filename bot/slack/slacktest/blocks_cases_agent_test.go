package slacktest

func blocksAgentCases() map[string]blocksCase {
	const card = `{"type":"card","title":`
	child := `{"type":"container","title":` + plainJSON("a") + `,"child_blocks":[§]}`
	return map[string]blocksCase{
		"alert-text-too-long":             {`{"type":"alert","text":` + plainJSON("§") + `}`, fillText, 200, 201, "/blocks/0/text/text", ""},
		"card-title-too-long":             {card + plainJSON("§") + `}`, fillText, 150, 151, "/blocks/0/title/text", ""},
		"card-subtitle-too-long":          {card + plainJSON("a") + `,"subtitle":` + plainJSON("§") + `}`, fillText, 150, 151, "/blocks/0/subtitle/text", ""},
		"card-body-too-long":              {`{"type":"card","body":` + plainJSON("§") + `}`, fillText, 200, 201, "/blocks/0/body/text", ""},
		"card-too-many-actions":           {`{"type":"card","actions":[§]}`, fillItems(`{"type":"button","text":` + plainJSON("a") + `}`), 3, 4, "/blocks/0/actions", ""},
		"card-subtext-too-long":           {card + plainJSON("a") + `,"subtext":` + plainJSON("§") + `}`, fillText, 200, 201, "/blocks/0/subtext/text", ""},
		"carousel-empty":                  {`{"type":"carousel","elements":[§]}`, fillItems(card + plainJSON("a") + `}`), 1, 0, "/blocks/0/elements", ""},
		"carousel-too-many-cards":         {`{"type":"carousel","elements":[§]}`, fillItems(card + plainJSON("a") + `}`), 10, 11, "/blocks/0/elements", ""},
		"container-title-too-long":        {`{"type":"container","title":` + plainJSON("§") + `,"child_blocks":[{"type":"divider"}]}`, fillText, 150, 151, "/blocks/0/title/text", ""},
		"container-subtitle-too-long":     {`{"type":"container","title":` + plainJSON("a") + `,"subtitle":` + plainJSON("§") + `,"child_blocks":[{"type":"divider"}]}`, fillText, 150, 151, "/blocks/0/subtitle/text", ""},
		"container-too-many-child-blocks": {child, fillItems(`{"type":"divider"}`), 10, 11, "/blocks/0/child_blocks", ""},
		"data-table-too-few-rows":         {dataTableJSON("§", ""), fillItems("[" + cellJSON + "]"), 2, 1, "/blocks/0/rows", ""},
		"data-table-too-many-rows":        {dataTableJSON("§", ""), fillItems("[" + cellJSON + "]"), 201, 202, "/blocks/0/rows", ""},
		"data-table-too-few-columns":      {dataTableJSON("[§],[§]", ""), fillItems(cellJSON), 1, 0, "/blocks/0/rows/0", ""},
		"data-table-too-many-columns":     {dataTableJSON("[§],[§]", ""), fillItems(cellJSON), 20, 21, "/blocks/0/rows/0", ""},
		"data-table-page-size-too-small":  {dataTableJSON("["+cellJSON+"],["+cellJSON+"]", `,"page_size":§`), fillNumber, 1, 0, "/blocks/0/page_size", ""},
		"data-table-page-size-too-large":  {dataTableJSON("["+cellJSON+"],["+cellJSON+"]", `,"page_size":§`), fillNumber, 100, 101, "/blocks/0/page_size", ""},
		"data-table-cell-text-empty":      {dataTableJSON("["+cellJSON+`],[{"type":"raw_text","text":"§"}]`, ""), fillText, 1, 0, "/blocks/0/rows/1/0/text", ""},
		"data-table-content-too-long":     {dataTableJSON("["+cellJSON+`],[{"type":"raw_text","text":"§"}]`, ""), func(n int) string { return fillText(n - 1) }, 20000, 20001, "/blocks/0/rows", ""},
	}
}

func blocksChartCases() map[string]blocksCase {
	const chart, series = "/blocks/0/chart", "/blocks/0/chart/series"
	pie := func(segments string) string { return chartJSON(`{"type":"pie","segments":[` + segments + `]}`) }
	return map[string]blocksCase{
		"data-visualization-title-too-long": {`{"type":"data_visualization","title":"§","chart":{"type":"pie","segments":[` + pointJSON + `]}}`, fillText, 50, 51, "/blocks/0/title", ""},
		"pie-chart-empty":                   {pie("§"), fillItems(pointJSON), 1, 0, chart + "/segments", ""},
		"pie-chart-too-many-segments":       {pie("§"), fillItems(pointJSON), 12, 13, chart + "/segments", ""},
		"chart-segment-label-too-long":      {pie(`{"label":"§","value":1}`), fillText, 20, 21, chart + "/segments/0/label", ""},
		"chart-segment-value-not-positive":  {pie(`{"label":"a","value":§}`), fillNumber, 1, 0, chart + "/segments/0/value", ""},
		"chart-series-empty":                {axesJSON("§", `"a"`, ""), fillItems(seriesJSON("a", pointJSON)), 1, 0, series, ""},
		"chart-too-many-series":             {axesJSON("§", `"a"`, ""), fillItems(seriesJSON("a", pointJSON)), 12, 13, series, ""},
		"data-series-name-too-long":         {axesJSON(seriesJSON("§", pointJSON), `"a"`, ""), fillText, 20, 21, series + "/0/name", ""},
		"data-series-empty":                 {axesJSON(seriesJSON("a", "§"), `"a"`, ""), fillItems(pointJSON), 1, 0, series + "/0/data", ""},
		"data-series-too-many-points":       {axesJSON(seriesJSON("a", "§"), `"a"`, ""), fillItems(pointJSON), 20, 21, series + "/0/data", ""},
		"data-point-label-too-long":         {axesJSON(seriesJSON("a", `{"label":"§","value":1}`), `"a"`, ""), fillText, 20, 21, series + "/0/data/0/label", ""},
		"axis-categories-empty":             {axesJSON(seriesJSON("a", pointJSON), "§", ""), fillItems(`"a"`), 1, 0, chart + "/axis_config/categories", ""},
		"axis-too-many-categories":          {axesJSON(seriesJSON("a", pointJSON), "§", ""), fillItems(`"a"`), 20, 21, chart + "/axis_config/categories", ""},
		"axis-category-label-too-long":      {axesJSON(seriesJSON("a", pointJSON), `"§"`, ""), fillText, 20, 21, chart + "/axis_config/categories/0", ""},
		"axis-label-too-long":               {axesJSON(seriesJSON("a", pointJSON), `"a"`, `,"x_label":"§"`), fillText, 50, 51, chart + "/axis_config/x_label", ""},
	}
}

func blocksViewCases() map[string]blocksCase {
	const home = `{"type":"home","blocks":[§]}`
	return map[string]blocksCase{
		"view-missing-blocks":            {home, fillItems(`{"type":"divider"}`), 1, 0, "/view/blocks", ""},
		"view-too-many-blocks":           {home, fillItems(`{"type":"divider"}`), 100, 101, "/view/blocks", ""},
		"view-private-metadata-too-long": {modalJSON("a", `,"private_metadata":"§"`), fillText, 3000, 3001, "/view/private_metadata", ""},
		"view-callback-id-too-long":      {modalJSON("a", `,"callback_id":"§"`), fillText, 255, 256, "/view/callback_id", ""},
		"view-title-too-long":            {modalJSON("§", ""), fillText, 24, 25, "/view/title/text", ""},
		"view-close-too-long":            {modalJSON("a", `,"close":`+plainJSON("§")), fillText, 24, 25, "/view/close/text", ""},
		"view-submit-too-long":           {modalJSON("a", `,"submit":`+plainJSON("§")), fillText, 24, 25, "/view/submit/text", ""},
	}
}
