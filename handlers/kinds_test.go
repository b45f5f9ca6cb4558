package handlers

import "testing"

func TestKinds(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct {
		field, typed, value, problem string
	}{
		{"email", "ana@cafesol.mx", "ana@cafesol.mx", ""},
		{"email", "mi correo es Ana.Lopez@CafeSol.MX gracias", "Ana.Lopez@cafesol.mx", ""},
		{"email", "ana arroba cafesol punto mx", "ana@cafesol.mx", ""},
		{"email", "ana", "", "wrong.email"},
		{"email", "ana@cafesol", "", "wrong.email.domain"},
		{"email", "ana@@x.mx", "", "wrong.email.domain"},
		{"phone", "228 123 4567", "+522281234567", ""},
		{"phone", "(228) 123-45-67", "+522281234567", ""},
		{"phone", "01 228 123 4567", "+522281234567", ""},
		{"phone", "044 55 1234 5678", "+525512345678", ""},
		{"phone", "+52 1 55 1234 5678", "+525512345678", ""},
		{"phone", "52 55 1234 5678", "+525512345678", ""},
		{"phone", "+1 512 555 0142", "+15125550142", ""},
		{"phone", "12345", "", "wrong.phone"},
		{"phone", "123456789", "", "wrong.phone.count"},
		{"phone", "no tengo", "", "wrong.phone"},
		{"state", "CDMX", "Ciudad de México", ""},
		{"state", "el df", "Ciudad de México", ""},
		{"state", "edomex", "Estado de México", ""},
		{"state", "NL", "Nuevo León", ""},
		{"state", "monterrey nuevo leon", "Nuevo León", ""},
		{"state", "beracruz", "Veracruz", ""},
		{"state", "guadalajara", "Jalisco", ""},
		{"state", "en Baja California Sur", "Baja California Sur", ""},
		{"state", "qro", "Querétaro", ""},
		{"state", "Texas", "", "wrong.state"},
		{"category", "hacemos salsas", "food", ""},
		{"category", "Bebidas", "drinks", ""},
		{"category", "auto parts", "auto_parts", ""},
		{"category", "textiles", "textiles", ""},
		{"category", "quién sabe", "", "wrong.category"},
		{"contact", "ANA LOPEZ", "Ana Lopez", ""},
		{"contact", "maría de la luz pérez", "María de la Luz Pérez", ""},
		{"contact", "4545", "", "wrong.person"},
		{"business", "calzado la vereda s.a. de c.v.", "Calzado la Vereda S.A. de C.V.", ""},
		{"business", "CAFÉ SOL", "Café Sol", ""},
		{"business", "GrupoMX tienda", "GrupoMX Tienda", ""},
		{"business", "…", "", "wrong.business"},
		{"exports", "no, nunca", "Nunca", ""},
		{"exports", "dos veces a Texas", "Dos veces a Texas", ""},
		{"website", "@cafesol", "@cafesol", ""},
		{"role", "dueña", "Dueña", ""},
		{"role", "soy el gerente", "Gerente", ""},
		{"role", "huaraches", "", "wrong.role"},
		{"role", "huaraches de piel", "", "wrong.role"},
	}
	for _, tt := range tests {
		t.Run(tt.field+" "+tt.typed, func(t *testing.T) {
			f := clerk.form.Field(tt.field)
			got := kinds[f.Kind](clerk.form, f, tt.typed)
			if got.Value != tt.value || got.Problem != tt.problem {
				t.Errorf("got value %q, problem %q; want %q, %q", got.Value, got.Problem, tt.value, tt.problem)
			}
		})
	}
}

func TestDistanceCountsSlipsOfTheFinger(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{{"", "", 0}, {"veracruz", "beracruz", 1}, {"oaxaca", "oaxcaa", 1}, {"sonora", "sinaloa", 4}, {"", "abc", 3}}
	for _, tt := range tests {
		if got := distance(tt.a, tt.b); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
