package slacktest

import (
	"encoding/json"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// blocksNumbers are the numbers that the rules use, as block_limits.json names them. Least ones that are 1 stand in the
// rules themselves.
var blocksNumbers = map[string]int{
	"text.min_length": 1, "text.max_length": mostText, "action_id.max_length": mostID, "block_id.max_length": mostID,
	"button.text.max_length": mostLabel, "button.url.max_length": mostURL, "button.value.max_length": mostValue,
	"button.accessibility_label.max_length": mostLabel,
	"confirmation.title.max_length":         mostConfirmTitle, "confirmation.text.max_length": mostConfirmText,
	"confirmation.confirm.max_length": mostConfirmButton, "confirmation.deny.max_length": mostConfirmButton,
	"option.text.max_length": mostLabel, "option.value.max_length": mostOptionValue,
	"option.description.max_length": mostLabel, "option.url.max_length": mostURL,
	"option_group.label.max_length": mostLabel, "option_group.options.min_items": 1, "option_group.options.max_items": mostOptions,
	"select.placeholder.max_length": mostPlaceholder, "select.options.max_items": mostOptions,
	"select.option_groups.max_items": mostOptions,
	"overflow.options.min_items":     1, "overflow.options.max_items": mostOverflow,
	"checkboxes.options.min_items": 1, "checkboxes.options.max_items": mostChoices,
	"radio_buttons.options.min_items": 1, "radio_buttons.options.max_items": mostChoices,
	"url_source.url.min_length": 1, "url_source.url.max_length": mostURL,
	"file_input.max_files.min": 1, "file_input.max_files.max": mostFiles,
	"plain_text_input.max_length.max": mostInput, "actions.elements.max_items": mostActions, "alert.text.max_length": mostAlert,
	"card.title.max_length": mostCardTitle, "card.subtitle.max_length": mostCardTitle, "card.body.max_length": mostCardText,
	"card.actions.max_items": mostCardActions, "card.subtext.max_length": mostCardText,
	"carousel.elements.min_items": 1, "carousel.elements.max_items": mostCards,
	"container.title.max_length": mostContainerTitle, "container.subtitle.max_length": mostContainerTitle,
	"container.child_blocks.max_items": mostChildBlocks, "context.elements.max_items": mostContext,
	"context_actions.elements.max_items": mostContextActions,
	"feedback_button.text.max_length":    mostLabel, "feedback_button.value.max_length": mostValue,
	"feedback_button.accessibility_label.max_length": mostLabel, "icon_button.visible_to_user_ids.max_items": mostVisibleTo,
	"data_table.rows.min_items": leastDataRows, "data_table.rows.max_items": mostDataRows,
	"data_table.columns.min_items": 1, "data_table.columns.max_items": mostDataColumns,
	"data_table.page_size.min": 1, "data_table.page_size.max": mostPageSize, "data_table.cell_text.min_length": 1,
	"data_table.content.max_length":       mostDataText,
	"data_visualization.title.max_length": mostChartTitle, "data_visualization.segments.min_items": 1,
	"data_visualization.segments.max_items": mostChartSeries, "data_visualization.segment.label.max_length": mostChartLabel,
	"data_visualization.segment.value.exclusive_min": 0,
	"data_visualization.series.min_items":            1, "data_visualization.series.max_items": mostChartSeries,
	"data_visualization.series_name.max_length": mostChartLabel,
	"data_visualization.data.min_items":         1, "data_visualization.data.max_items": mostChartPoints,
	"data_visualization.point_label.max_length": mostChartLabel,
	"data_visualization.categories.min_items":   1, "data_visualization.categories.max_items": mostChartPoints,
	"data_visualization.category_label.max_length": mostChartLabel, "data_visualization.axis_label.max_length": mostChartTitle,
	"header.text.max_length":     mostHeader,
	"image.image_url.max_length": mostURL, "image.alt_text.max_length": mostAltText,
	"input.label.max_length": mostInputLabel, "input.hint.max_length": mostInputLabel,
	"markdown.text.min_length": 1, "markdown.text.max_length": mostMarkdown,
	"section.text.max_length": mostText, "section.fields.max_items": mostFields, "section.fields.item_max_length": mostField,
	"video.alt_text.min_length": 1, "video.alt_text.max_length": mostVideoText, "video.title.max_length": mostVideoText,
	"video.author_name.max_length": mostVideoName, "video.description.max_length": mostVideoText,
	"video.provider_name.max_length": mostVideoName,
	"view.blocks.min_items":          1, "view.blocks.max_items": mostViewBlocks,
	"view.private_metadata.max_length": mostPrivateMetadata, "view.callback_id.max_length": mostID,
	"view.title.max_length": mostViewTitle, "view.close.max_length": mostViewTitle, "view.submit.max_length": mostViewTitle,
}

func TestBlockLimitsAreThoseOfTheContract(t *testing.T) {
	var file map[string]any
	if err := json.Unmarshal(fakes.Contract(t, "slack/block_limits.json"), &file); err != nil {
		t.Fatal(err)
	}
	seen := 0
	blocksLeaves(file, "", func(name string, number float64) {
		seen++
		if ours, known := blocksNumbers[name]; !known || float64(ours) != number {
			t.Errorf("%s is %v there, and %v (known: %v) here", name, number, ours, known)
		}
	})
	if seen != len(blocksNumbers) {
		t.Errorf("the contract has %d limits, we know %d", seen, len(blocksNumbers))
	}
}

// blocksLeaves calls for each number, with the names that lead to it.
func blocksLeaves(value any, name string, see func(name string, number float64)) {
	switch value := value.(type) {
	case map[string]any:
		for field, inner := range value {
			blocksLeaves(inner, strings.TrimPrefix(name+"."+field, "."), see)
		}
	case float64:
		see(name, value)
	}
}
