package handlers

// DeskAdmin is the words around what only admins do.
type DeskAdmin struct {
	NotAdmin, NoAdmins string // to who is none, and when there is none
	Save               DeskSave
}

// DeskSave is the words of the modal in which a message becomes an article.
type DeskSave struct {
	Title, Submit                                                     string // at most 24 characters
	LabelTitle, LabelID, LabelQuestions, LabelTopics, LabelBody, Lang string
	Langs                                                             map[string]string // by language
}

// DeskAdmin gives those words.
func (k *Clerk) DeskAdmin() DeskAdmin {
	word := func(key string) string { return k.words.say(staffLang, key) }
	return DeskAdmin{NotAdmin: word("desk.not.admin"), NoAdmins: word("desk.no.admins"), Save: DeskSave{
		Title: word("desk.save.title"), Submit: word("desk.save.submit"),
		LabelTitle: word("desk.save.label.title"), LabelID: word("desk.save.label.id"), LabelQuestions: word("desk.save.label.questions"),
		LabelTopics: word("desk.save.label.topics"), LabelBody: word("desk.save.label.body"), Lang: word("desk.save.label.lang"),
		Langs: map[string]string{"es": word("desk.save.lang.es"), "en": word("desk.save.lang.en")}}}
}
