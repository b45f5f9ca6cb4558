package slacktest

// Limits of Block Kit: the numbers of block_limits.json, which slackblocks (github.com/nicklambourne/slackblocks,
// MIT) collected from Slack's documentation. Lengths are of characters. A test compares each with the file.
const (
	mostText            = 3000 // of a text object, and of a section's
	mostID              = 255  // of action_id, block_id and callback_id
	mostLabel           = 75   // of a button, an option, its description, a group, and accessibility_label
	mostURL             = 3000
	mostValue           = 2000 // of a button and a feedback button
	mostConfirmTitle    = 100
	mostConfirmText     = 300
	mostConfirmButton   = 30
	mostOptionValue     = 150
	mostOptions         = 100 // of a select and a group, and groups of a select
	mostPlaceholder     = 150
	mostOverflow        = 5
	mostChoices         = 10 // checkboxes and radio buttons
	mostFiles           = 10
	mostInput           = 3000
	mostActions         = 25
	mostAlert           = 200
	mostCardTitle       = 150 // and its subtitle
	mostCardText        = 200 // its body and subtext
	mostCardActions     = 3
	mostCards           = 10
	mostContainerTitle  = 150 // and its subtitle
	mostChildBlocks     = 10
	mostContext         = 10
	mostContextActions  = 5
	mostVisibleTo       = 10
	leastDataRows       = 2
	mostDataRows        = 201
	mostDataColumns     = 20
	mostPageSize        = 100
	mostDataText        = 20000
	mostChartTitle      = 50 // and the labels of its axes
	mostChartLabel      = 20
	mostChartSeries     = 12 // and segments
	mostChartPoints     = 20 // and categories
	mostHeader          = 150
	mostAltText         = 2000
	mostInputLabel      = 2000 // and hint
	mostMarkdown        = 12000
	mostFields          = 10
	mostField           = 2000
	mostVideoText       = 200 // alt_text, title and description
	mostVideoName       = 50  // of the author and the provider
	mostViewBlocks      = 100
	mostPrivateMetadata = 3000
	mostViewTitle       = 24 // and the texts of submit and close
)

// Limits that the file does not have.
const (
	mostMessageBlocks = 50    // https://docs.slack.dev/block-kit
	mostMessageText   = 13200 // about: github.com/slackapi/bolt-js/issues/2509; 13,202 by metabase/metabase#79908
	mostAttachments   = 100   // https://docs.slack.dev/reference/methods/chat.postMessage
	mostTableRows     = 100   // with the next two, https://docs.slack.dev/reference/block-kit/blocks/table-block
	mostTableColumns  = 20
	mostTableText     = 10000
	mostTables        = 1    // of a message: the error only_one_table_allowed
	mostCharts        = 2    // of a message: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
	mostImageTitle    = 2000 // https://docs.slack.dev/reference/block-kit/blocks/image-block
	mostLines         = 100  // https://docs.slack.dev/reference/block-kit/block-elements/rich-text-input-element
)
