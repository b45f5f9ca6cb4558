package store_test

import (
	"testing"
)

// TestConformance is what every engine must do.
func TestConformance(t *testing.T) {
	for _, promise := range promises() {
		t.Run(promise.name, func(t *testing.T) { eachEngine(t, promise.hold) })
	}
}

// TestConformanceWithAKey is the same with everything personal sealed.
func TestConformanceWithAKey(t *testing.T) {
	for _, promise := range promises() {
		t.Run(promise.name, func(t *testing.T) {
			eachEngine(t, func(t *testing.T, url string) { promise.hold(t, withKey(url, dataKey("a"))) })
		})
	}
}

type promise struct {
	name string
	hold func(t *testing.T, url string)
}

// promises is what is promised, one a line.
func promises() []promise {
	return []promise{
		{"a repeat is dropped", repeatIsDropped},
		{"the same id in another chat is not a repeat", sameIDInAnotherChat},
		{"a conversation's turns run in order, one at a time", orderInAConversation},
		{"two conversations run side by side", conversationsSideBySide},
		{"a turn that is not taken is found by claim", claimFindsWhatWasLeft},
		{"a commit is refused after the fence has moved", fenceRefusesLateCommit},
		{"a commit on an old version is refused", versionGuardsCommit},
		{"a turn is kept with its outcome in one step", turnIsFinished},
		{"a turn is kept with its outcome only at its place", turnIsFinishedAtItsPlace},
		{"a lease that is renewed is kept and one that is not is taken", leasesAreKeptOrTaken},
		{"work that is given back may be claimed at once", releaseGivesBack},
		{"a retry keeps the order and the reason", retryKeepsOrder},
		{"a parked turn is listed and can be replayed", parkedTurnIsReplayed},
		{"a broken unit in a batch harms nobody else", brokenUnitHarmsNobody},
		{"what a dead process held is free at once", deadProcessIsSucceeded},

		{"messages go out in order, one at a time a chat", messagesInOrder},
		{"messages for staff go to the staff's channel", staffMessages},
		{"a message that has to wait keeps its chat's order", delayedMessageKeepsOrder},
		{"a parked message is listed and can be sent again", parkedMessageIsSentAgain},
		{"a message that was dropped is never sent, and the chat goes on", droppedMessageIsNeverSent},
		{"messages that we began keep the pace and answers do not", paceIsKept},
		{"the sender lease moves when it runs out", senderLeaseMoves},
		{"a message learns the receipt of the one it replaces", replacedReceipt},
		{"a message learns the receipt of the one before it", receiptBefore},
		{"what was said is found by its receipt", saidIsFound},
		{"what a channel gave goes when the turn is done", rawGoesWhenDone},
		{"a setting is made once and kept", settingIsKept},
		{"what admins do is written down for ever", trailIsKept},
		{"vectors are kept until their text or model is gone", vectorsAreKept},
		{"a model that changes its length drops what it made before", vectorsOfAnotherLength},
		{"what is no vector is refused and nothing kept", brokenVectorsAreRefused},
		{"many vectors are kept, found and dropped", manyVectors},
		{"what is spent in a day is added up", spendingIsAddedUp},
		{"what was spent is forgotten after forty days", spendingIsForgotten},
		{"who waits is listed, by application and by timer", whoWaitsIsListed},
		{"what nobody answered is listed, the newest first", unansweredIsListed},

		{"timers ring once, move, and are taken back", timersRing},
		{"a timer rings into its conversation's lane", timersRingIntoLane},
		{"folios have no gaps, even when commits fail", foliosHaveNoGaps},
		{"the folio is put in everywhere", folioIsPutInEverywhere},
		{"applications are listed by folio and found", applicationsAreListed},
		{"the same business is found in another chat", sameBusinessIsFound},
		{"a timer is set in the conversation of another application", timerForAnother},
		{"history tells everything that happened", historyTells},
		{"the desk shows the newest messages for staff", deskShows},
		{"health counts", healthCounts},
		{"the overview counts people, candidates and decisions", overviewCounts},
		{"the overview shows where people stay", overviewShowsWherePeopleStay},
		{"the overview tells promises and questions of its period", overviewTellsPromisesAndQuestions},
		{"the overview of nothing is empty", overviewOfNothing},

		{"erasing on demand leaves nothing", eraseOutcomeLeavesNothing},
		{"erasing from outside refuses what is in hand", eraseFromOutside},
		{"a repeat of an erased turn is still dropped", repeatOfErased},
		{"what channels were told is taken back with an erasure", erasureTakesBack},
		{"a process without channels erases and one with them takes back", erasureFromOutsideTakesBack},
		{"what was on its way at an erasure is taken back", lateMessageIsTakenBack},
		{"what cannot be taken back is parked", scrubIsParked},
		{"the bytes of a file are kept once, for a turn that goes on", filesAreKeptOnce},
		{"a person has room for so many files", filesHaveALimit},
		{"files go with the person, and when they are dropped", filesGoWithThePerson},
		{"documents are in the application", documentsAreInTheApplication},
		{"conversations at rest are erased, candidates are not", restingAreErased},
		{"a duty is of one process at a time", dutyIsOfOneProcess},
		{"long and odd text comes back as it was", oddTextSurvives},
	}
}
