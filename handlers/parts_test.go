package handlers

import "testing"

func TestAsksTellsQuestionsWithoutMarks(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		// questions, as they are typed
		{"cuanto cuesta la membresia", true},
		{"cuánto tarda", true},
		{"kuanto sale mandar una caja", true},
		{"oye y eso cuanto cuesta", true},
		{"y el envio cuanto", true},
		{"q necesito para entrar", true},
		{"k papeles piden", true},
		{"xq piden mi rfc", true},
		{"pq tan caro", true},
		{"para que quieren mi correo", true},
		{"pa que el rfc", true},
		{"por que cobran", true},
		{"como exporto a china", true},
		{"cmo le hago", true},
		{"donde saco la constancia", true},
		{"en donde estan", true},
		{"quien ve mis datos", true},
		{"cual es la comision", true},
		{"de que tamaño debe ser la caja", true},
		{"a que paises puedo vender", true},
		{"con quien hablo de la aduana", true},
		{"puedo vender mezcal", true},
		{"se puede pagar en oxxo", true},
		{"necesito ser empresa", true},
		{"ocupo factura", true},
		{"hace falta saber ingles", true},
		{"hay un minimo de piezas", true},
		{"tengo que ir a la ciudad", true},
		{"es seguro", true},
		{"es gratis", true},
		{"es obligatorio el rfc", true},
		{"sirve para artesanias", true},
		{"hola buenas tardes cuanto cuesta", true},
		{"disculpe una duda cuanto tarda", true},
		{"quiero saber cuanto cuesta", true},
		{"me gustaria saber los costos", true},
		{"no entiendo que es un incoterm", true},
		{"explicame que es fob", true},
		{"what is an incoterm", true},
		{"how much does it cost", true},
		{"do i need a company", true},
		{"can i sell mezcal", true},
		{"and where do i pay", true},
		// what says something, and asks nothing
		{"", false},
		{"hola", false},
		{"Café Sol de Coatepec", false},
		{"ana@cafesol.mx", false},
		{"soy Ana López", false},
		{"vendemos salsas", false},
		{"quiero aplicar", false},
		{"como 300 kilos al mes", false},
		{"como mil pares", false},
		{"como unos cien", false},
		{"pueden hablar con Ana López", false},
		{"puedes llamar a mi socio", false},
		{"si acepto", false},
		{"no, el correo es otro@x.mx", false},
		{"nunca hemos exportado", false},
		{"a Texas dos veces", false},
		{"estamos en Puebla", false},
		{"gracias", false},
		{"we make roasted coffee", false},
		{"my name is Ana", false},
		{"in Puebla", false},
		{"never", false},
	}
	for _, tt := range tests {
		if got := asks(tt.text); got != tt.want {
			t.Errorf("asks(%q) = %v", tt.text, got)
		}
	}
}

func TestSplitQuestionTellsWhatIsSaidFromWhatIsAsked(t *testing.T) {
	tests := []struct{ text, statement, question string }{
		{"Café Sol", "Café Sol", ""},
		{"cuanto cuesta", "", "cuanto cuesta"},
		{"¿cuánto cuesta?", "", "¿cuánto cuesta?"},
		{"cuánto cuesta?", "", "cuánto cuesta?"},
		{"Soy Ana. ¿Cuánto cuesta?", "Soy Ana", "¿Cuánto cuesta?"},
		{"mi correo es ana@x.mx pero para que lo quieren?", "mi correo es ana@x.mx pero", "para que lo quieren?"},
		{"ana@x.mx ¿está bien?", "ana@x.mx", "¿está bien?"},
		{"¿cuánto cuesta? soy Ana", "soy Ana", "¿cuánto cuesta?"},
		{"¿cuánto cuesta? ¿y cuánto tarda?", "", "¿cuánto cuesta? ¿y cuánto tarda?"},
		{"Puebla?", "", "Puebla?"},
		{"?", "", "?"},
	}
	for _, tt := range tests {
		statement, question := splitQuestion(tt.text)
		if statement != tt.statement || question != tt.question {
			t.Errorf("splitQuestion(%q) = %q, %q; want %q, %q", tt.text, statement, question, tt.statement, tt.question)
		}
	}
}

func TestWithoutCourtesyLeavesTheQuestion(t *testing.T) {
	tests := []struct{ text, want string }{
		{"¿Cuánto cuesta?", "cuanto cuesta"},
		{"Hola, buenos días, disculpe, ¿cuánto cuesta?", "cuanto cuesta"},
		{"oye y eso cuanto cuesta", "eso cuanto cuesta"},
		{"quiero saber los requisitos", "los requisitos"},
		{"excuse me but how much is it", "how much is it"},
		{"hola", "hola"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := withoutCourtesy(tt.text); got != tt.want {
			t.Errorf("withoutCourtesy(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
