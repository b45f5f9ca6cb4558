package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed es en thresholds.yaml costs.yaml
var articles embed.FS

// Embedded is the folder of articles inside the program: es/ and en/, with their thresholds and rates.
func Embedded() fs.FS { return articles }
