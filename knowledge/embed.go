package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed es en
var articles embed.FS

// Embedded is the folder of articles inside the program: es/ and en/.
func Embedded() fs.FS { return articles }
