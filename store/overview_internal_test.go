package store

import (
	"strings"
	"testing"
)

// Both engines use the index only for a query whose condition they recognise.
func TestTheIndexOfTheFiguresHasTheConditionOfTheirQueries(t *testing.T) {
	sql, err := migrations.ReadFile("migrations/00007_overview.sql")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(sql), "WHERE "+counted+";") {
		t.Errorf("the condition of the queries is\n%s\nand the index is\n%s", counted, sql)
	}
	s := openFile(t)
	for name, query := range map[string]string{"the stages": sqlReached, "the decisions": sqlDecisions, "the promises": sqlPledges, "the questions": sqlQuestions,
		"what nobody answered": sqlUnanswered} {
		var plan []struct {
			Detail string `db:"detail"`
		}
		args := make([]any, strings.Count(query, "?"))
		for i := range args {
			args[i] = 1
		}
		if err := s.reads.Unsafe().Select(&plan, "EXPLAIN QUERY PLAN "+query, args...); err != nil {
			t.Fatal(err)
		}
		used := false
		for _, step := range plan {
			used = used || strings.Contains(step.Detail, "events_counted")
			if strings.HasPrefix(step.Detail, "SCAN events") && !strings.Contains(step.Detail, "events_counted") {
				t.Errorf("%s read all events: %s", name, step.Detail)
			}
		}
		if !used {
			t.Errorf("%s do not use the index: %+v", name, plan)
		}
	}
}
